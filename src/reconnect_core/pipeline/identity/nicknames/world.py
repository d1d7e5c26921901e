"""Given names of the Arab world, India, Latin America, eastern Europe and more, and English spellings.

Everyday knowledge, like ``europe``; a name that stands in both lists has the forms of both.
"""

GROUPS = """
muhammad mohammed mohamed mohammad mohamad muhamad mo mehmet mehmed; ahmad ahmed achmed ahmet; hussein hussain
husain hossein husein hosein huseyin hossain; hassan hasan; ali aly; omar umar omer oumar; yusuf youssef
yousef yousuf yosef josef joseph yousif; khaled khalid khalil; tariq tarek tareq tarik; abdullah abdallah
abdulla abdellah abdul; abdulrahman abdelrahman abdurrahman abdul abdel rahman; abdulaziz abdelaziz aziz
abdul; abdulkarim abdelkarim karim abdul; mahmoud mahmud mehmood mahmood mahmut; mustafa mostafa moustafa
mustapha musti; ibrahim ebrahim brahim ibo; ismail ismael esmail ismael; said saeed saied; sayed syed sayyid
sayyed; karim kareem kerim; rashid rasheed rachid; jamal gamal djamel cemal; samir sameer; amir ameer emir;
nasser nasir naser nasr; hamza hamzah; bilal belal; faisal faysal feisal; walid waleed oualid; ziad ziyad
zyad; yasser yasir yaser; hisham hicham hesham; osama usama ousama; suleiman sulaiman soliman suleyman
sulayman; murad mourad murat; ramzi ramzy; sami samy; marwan marouan; imran emran; haidar haider hyder; jaafar
jafar jaffar; adil adel; anwar enver; fatima fatma fatimah fatema fatime fatimeh fatoumata; aisha ayesha aysha
aicha ayse aishah aiesha; khadija khadijah khadeeja hatice; layla leila laila leyla lejla leyli; maryam mariam
meryem mariyam maryem; zainab zeinab zaynab zeynep zineb zaineb; noor nour nur noura noora; yasmin yasmine
yasmeen jasmin jasmine yasemin yasmina; amina aminah emine; huda hoda; rania raniya; salma selma; samira
sameera; jamila jameela djamila; karima kareema; sumaya sumayyah soumaya; safiya safia safiyah; halima
haleema; rukhsana roxana; nazanin nazi; shirin shireen; parisa pari; behrouz behruz; mehrdad mehr; farhad
farhod; reza rida; lakshmi laxmi luxmi; krishna krishnan kris krish; venkatesh venkat venky venki
venkateswaran venkatesan; subramaniam subramanian subramanyam subbu subra mani; srinivas srini shrinivas
srinivasan sreenivas shreenivas srinu; rajesh raj raju; rajendra raj raju rajan; rajkumar raj raju; rakesh;
ramesh ram; ramachandran ram rama; aditya adi adit; arvind aravind; priyanka priya pri priyu; pooja puja;
deepthi deepti dipti deepu; deepika deepu dipika; deepak dipak deepu; kavitha kavita; savitha savita; sunitha
sunita; geetha geeta gita; seetha sita seeta; meenakshi meena minakshi meenu; aishwarya aishu ash aish; sushma
sush susma; swathi swati; preethi preeti priti; jyothi jyoti; shruthi shruti sruthi; bharathi bharati; vidhya
vidya; nandini nandu; anjali anju; anuradha anu radha; anupama anu; ashwini ashvini ashu; vishal vish; vikram
vik vicky; siddharth siddhartha sid sidd; abhishek abhi; abhijit abhijeet abhi; karthik kartik karthick
kartick; harish hari; hariharan hari; balasubramaniam bala balu; chandrasekhar chandra chandru shekhar sekhar;
gopalakrishnan gopal gopi; jayaraman jay jayan; jayant jay jayanth; lakshmanan laxman lakshman; narayanan
narayan; pradeep pradip; sanjeev sanjiv; rajeev rajiv; sandeep sandip; manpreet mani; jaswinder jassi; satish
sateesh; girish gireesh; naveen navin; praveen pravin; saurabh sourabh sorabh; gaurav gourav; nikhil nik;
yogesh yogi; vishwanathan vishwa vishy; raghavan raghu; raghavendra raghu; madhusudan madhu; purushothaman
purush; thirumalai thiru; senthil sendhil; murugan muruga; shyam sham; sourav saurav sourabh; subhash subash;
sudhir sudheer; rohini rohi; radhika radha; shalini shalu; archana archu; rukmini rukku; parvathi parvati;
saraswathi saraswati; revathi revati; malathi malati; nikhita nikita; kajal kaajal; haruka haru; kenichi ken;
shinichi shin; takahiro taka hiro; hiroshi hiro; masahiro masa; yukiko yuki; tomoko tomo; jose joselo joselito
zezinho jota; francisco chicho chisco francis farruco; juan juancho juanca juanjo; concepcion concha conchita
conchi; dolores lola loli lolita; rosario charo rosi; guadalupe lupe lupita; jesus chuy chucho suso jesse;
eduardo lalo edu guayo dudu duda; beatriz bety betty bea bia; soledad sole chole; isabel chabela chabe isa
isabella ysabel; ximena jimena xime; gonzalo gonza chalo; antonio tono tonito toninho tonho antonino; alfonso
poncho fonso alonso; alberto beto berto; roberto beto berto betinho; humberto beto; norberto beto; gilberto
beto gil; heriberto beto; rigoberto rigo; arturo turo; ernesto neto; rodolfo fito rodo rudy; adolfo fito;
gustavo tavo gus guga guto; octavio tavo; gerardo gera; sergio checo serge; mauricio mau; hector tito;
catalina cata cathy; carolina caro carol; gabriela gaby gabi gabriella; fernanda fer nanda fe; mariana mari;
encarnacion encarna; inmaculada inma; purificacion puri; consuelo chelo; esperanza espe; milagros mila; maria
maite mayte marisa maribel marisol maricarmen marichu majo marijose mariajo; luis lucho luisito luisfer;
leonor leo; lourdes lulu lurdes; yolanda yoli; socorro coco; manuel manolo manolito nelo lolo; ignacio nacho
iggy; jorge coque jordi georgie; pilar piluca pili; ramon moncho monchi; santiago santi chago yago diego; rosa
rosita; ana anita; andres andy; pedro perico pedrito pedrinho; pablo pablito; carlos carlinhos caco charlie
carlitos; xavier javier xavi javi; vicente chente; joao joca joaozinho jota jao; aparecida cida cidinha;
conceicao sao; felipe lipe phelipe filipe fe; rodrigo digo rodri rod; luiz luis luizinho lula; thiago tiago ti
thi; debora de debs deborah; murilo mu; luiza luisa lu luizinha; paulo paulinho; sebastiao tiao; marcelo celo;
leonardo leo leozinho; guilherme gui guilhermo; henrique rique henri; vitor victor vitinho; rafael rafa
rafinha; raimundo mundo; manoel manuel mane; raquel quel rachel; tereza teresa teresinha; isabela isa bela
isabella; leticia le leti; larissa lari; patricia pati paty; juliana ju juli; camila mila cami; cristina cris
tina crisitna; renata re; tatiana tati; adriana dri adri drica; simone si; thais tais thays; cintia cynthia;
francisca chica chiquinha; severino biu; caetano cae; joaquim quim quinzinho; fatima fafa; lucia lucinha; yuri
yury yuriy yurii yura iurii jurij; vladimir volodya vova vlad vladik; sergei seryozha serezha seryoga; nikolai
kolya nikolay nikolaj; alexei lyosha lesha alyosha aleksei alexey; evgeny evgenii evgeniy yevgeny yevgeni
jenya zhenya eugene; evgenia zhenya yevgenia jenya eugenia; ksenia xenia ksyusha kseniya kseniia; yulia julia
yuliya julija yuliia iuliia; tatiana tanya; anastasia nastya nastia; maria masha mariya mariia; anna anya
ania; galina galya; valentina valya; irina ira irena; lyubov lyuba; konstantin kostya; boris borya; grigory
grisha grigoriy grigorii; viktor vitya; vitaly vitalik vitaliy vitalii; anatoly tolya anatoliy anatolii;
valery valera valeriy valerii; vyacheslav slava; yaroslav slava yarik jaroslav; rostislav slava; roman roma;
dmitry dima mitya dmitriy dmitrii dmytro; maxim maks maksim max; kirill kiril; ilya ilia ilja; artem artyom
artiom tyoma; egor yegor; fyodor fedor fedya fiodor; pyotr petr petya; leonid lyonya lenya; semyon semen syoma
simeon; matvey matvei; gennady gena gennadiy; arkady arkasha arkadiy; andrii andriy andrei andrey; oleksandr
olexandr alexander sasha; oleksandra alexandra sasha; oleksii oleksiy alexei; mykola nikolai kolya; mykhailo
mikhail misha; yevhen yevhenii evgeny; iryna irina ira; olena elena; kateryna katya ekaterina; nataliia
natalia natalka nataliya; svitlana svetlana; volodymyr vladimir vova; zinaida zina; antonina tonya; raisa
raya; larisa lara; zoya zoia; krzysztof krzysiek krzys chris; stanislaw staszek stasiek; tomasz tomek;
grzegorz grzesiek grzes greg; jakub kuba; zbigniew zbyszek; katarzyna kasia kaska kate; agnieszka aga;
aleksandra ola; magdalena magda madzia; krystyna krysia; andrzej jedrek; maciej maciek; mikolaj mikolajek;
ryszard rysiek; slawomir slawek; tadeusz tadek; waldemar waldek; wladyslaw wladek; jaroslaw jarek; jerzy jurek
george; miroslaw mirek; przemyslaw przemek; radoslaw radek; bartlomiej bartek; dariusz darek; elzbieta ela;
urszula ula; danuta danka; dorota dorotka; hanna hania; lukasz luke; michal michalek; rafal raf; pawel
pawelek; wieslawa wiesia; boguslaw bogus; eugeniusz gienek; zdzislaw zdzisiek; henryk heniek; frantisek
franta; jiri jirka; vaclav vasek; jaroslav jarda; ladislav lada; stanislav standa; zdenek zdenda; jan honza
jenda; ondrej ondra; vojtech vojta; katerina katka; alzbeta beta bara; barbora bara barca; zuzana zuzka; hana
hanka; veronika verca; tereza terka; kristyna tyna; magdalena majda; miroslav mirek; milan; dusan dusko;
slobodan boba; dragan gagi; aleksandar aca sasa alex; nikola nidzo; milos milosh; marko mare; ivana iva;
jelena jeca elena; laszlo laci; jozsef jozsi; istvan pista isti; ferenc feri; janos jani; sandor sanyi; gabor
gabi; zoltan zoli; andras bandi andris; tamas tomi; miklos miki; gyorgy gyuri; katalin kati kata; erzsebet
erzsi zsoka bozsi; ilona ili ica; zsuzsanna zsuzsa zsuzsi; krisztina kriszti; gheorghe george gigi; ioan ion
nelu john; constantin costel dinu; ioannis giannis yannis yiannis john; georgios giorgos yorgos george;
dimitrios dimitris mitsos takis demetrios demetris jim; konstantinos kostas costas dinos; panagiotis takis
panos panayiotis panagiotes; nikolaos nikos nick; vasileios vasilis bill vassilis; athanasios thanasis thanos
nasos; evangelos vangelis; spyridon spyros; emmanouil manolis; eleftherios lefteris; aikaterini katerina
katerine aikaterine; eleni lena elene; panagiota giota yota; evangelia litsa vangelitsa; vasiliki vaso;
paraskevi vivi voula evi; apostolos tolis; theodoros thodoris; charalambos babis haris; stylianos stelios;
anastasios tasos; christos chris; alessandro sandro ale; alessandra sandra ale; lorenzo renzo; riccardo ricky
rico; domenico mimmo nico; vincenzo enzo cenzo; salvatore toto turi; raffaele lello; raffaella lella; gennaro
gerry; antonella anto; antonietta nietta; simona simo; federica fede; federico fede; valentina vale; tommaso
tommy; filippo pippo; leonardo leo nardo; massimiliano max massi; massimo max massi; gaetano tano; sebastiano
nello; concetta tina; carmela lina; michela michi; elisabetta betta eli; margherita ghita rita; rosaria rosy;
luciana lucy; mattia matti; gianluca luca; gianfranco franco; pierluigi gigi; anders ante andy; henrik henke;
fredrik fredde; magnus mange; mikael micke; gustav gurra; katarina kattis; birgitta bigge; margareta maggan;
kristina stina; elisabet lisbet; johan jonte; tobias tobbe; sebastian sebbe; jakob jakke; willem wim pim;
hendrikus henk rik; johannes joop hans; cornelis kees cor; adrianus ad arie; petrus piet; theodorus theo
dorus; gerardus gerard ger; wilhelmina mien mina; antonius ton toon; jacobus jaap koos; maarten mart; pieter
piet; itzhak yitzhak isaac itzik; avraham abraham avi; moshe moses moishe; david dudi; shmuel samuel shmulik
sam; yaakov jacob kobi; binyamin benjamin benny; shlomo solomon; rivka rebecca rivky; yosef joseph yossi;
eliyahu eli elijah; yehoshua joshua shuki; chaim haim hayim; chana hannah; mehmet memo; mustafa musti; huseyin
huso; suleyman sulo; ayse aysegul; fatma fatos; emre; zeynep zeyno; hasan haso; margaret mags maisie peggy;
sean shaun shawn shane; siobhan; eoin owen eoghan; ciaran kieran kieron keiran; aidan aiden adan; conor
connor; rory ruairi; niamh neve; padraig patrick paddy; seamus james; liam william; megan meghan meagan meg
meaghan; brian bryan bryon; nicole nichole nicolle nikole; brittany britney brittney britany britt; cheryl
sheryl cherryl; allison alison allyson alyson ally ali; alan allen allan al; eric erik erick; jeffrey geoffrey
jeffery jeff geoff; caitlin kaitlyn katelyn caitlyn kaitlin katlyn cait kate katie; ashley ashleigh ashlee
ash; lindsay lindsey linsey; tracy tracey traci tracie; stacy stacey staci; kelly kellie; kristen kristin
kirsten kris; christy kristy christie kristi; kerry kerri carrie; hailey hayley haley hayleigh; mackenzie
mckenzie mac; zachary zach zack zachery zac zak zackary; jonathan johnathan jonathon johnathon jon johnny;
nicholas nicolas nickolas nick; christopher kristopher cristopher topher kris; deborah debra debora deb debbie
debby; theresa teresa terry tess tessa terri; catherine kathryn katherine katharine cathryn kathy cathy;
lauren lauryn loren; lewis louis lou; philip phillip phil; marc mark; derek derrick derrik; darrell darryl
daryl darrel; glen glenn; graham graeme grahame; gregory gregg greg; jared jarod jarrod; leigh lee; lesley
leslie; lynn lynne lyn; neil neal niel; terence terrence terrance terry; gillian jill jilly gill; gail gayle;
diane dianne diana; marion marian; vivian vivien vivienne; isobel isabel isabelle; jane jayne; jean jeanne;
joanne joann jo; jody jodi jodie; lori laurie lorie; melinda mindy mel; melissa missy mel; sherry sheri cheri
sherri; shelley shelly; tonya tanya; steven stephen steve; susan suzan susie sue; sara sarah; anne ann annie;
carole carol; karen caryn karin; kathleen cathleen kath kathy; elaine elayne; maureen mo maura; eileen aileen;
geraldine gerry geri; josephine josie jo; kimberly kimberley kim; madison maddie maddy; michaela mikayla
mckayla kayla; makayla mikayla kayla; rachel rachael rach; rebecca rebekah becky becca; sydney sidney syd;
vincent vinnie vince; lawrence laurence larry; theodore theo ted teddy; thaddeus thad tad; tobias toby; walter
walt; wesley wes; winston win; clayton clay; clinton clint; franklin frank; harrison harry; jackson jack;
maxwell max; preston pres; quentin quinn; sterling; trenton trent; everett rhett; emmett emmet; elliott elliot
eliot; garrett garret; brett bret; bryce brice; chase; cole; damian damien damon; dominick dominic dom nick;
dwayne duane dwain; jermaine germaine; kendall ken; malcolm mal; marshall marsh; mitchell mitch; nathaniel
nate nat nathan nathanael; reuben ruben; roderick rod rick; rosemary rosie; sherman; solomon sol; spencer
spence; stanley stan; sylvester sly; vernon vern; wallace wally; seong sung; joon jun june; hyun hyeon; yeong
young; jeong jung; kyung kyeong; woo wu; soo su; hee hui
"""

OTHERS = """
abhay ajay akash akira alok aman ananya anand angad anil anoop ansel arash arda ari asha ashok atsushi ayumi
bharat bijay bikram chandan chiyo daisuke dalia devi dhruv dinesh eitan emi erdem fadi farida ganesh gita
goran habib hadi hamid haruki hatem hideo hina hiromi hitoshi indira jaya jin junko kaito kamal kapil katsu
kazuo keiko kenji kerem khalil kiran kumar kwame lalita lata levent madhavi mahesh makoto mana manish manoj
mariko mayumi mehul mei minato mohit mukesh nabil naoki nasrin navid neha neelam nitin noriko nozomi omid oren
osamu prakash prasad rahim rania ravindra rekha rina rohan rohit ryo sachin sakura sana sanjay satoshi selim
serkan shinji shota siamak sonia sora sota suresh taro tejas tomas tomomi uday uma usha vandana varun vijay
vinod wei yael yoko yosuke yuji yuko yuma yumi yuta zahra zain
"""
