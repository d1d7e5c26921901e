"""Given names of western, central and southern Europe and Russia with their short, pet and spelling forms.

All of it is everyday knowledge of English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian,
Polish, Russian, Greek and a few other languages.
"""

GROUPS = """
abigail abby abbie gail; abraham abe bram ibrahim; adalbert bert adi; adelaide adele heidi adelheid; adrian
ade adrien hadrian; agnes agnieszka aggie; albert al bert albrecht alberto; albrecht al bert; alejandra ale
alexandra jandra; alejandro ale alex alejo jandro; alexander alex alec alek sandy xander lex alexandre
aleksander aleksandr alexandr alexandros sascha sasha sacha sander olek; alexandra alex sandra sandy lexi
alexa aleksandra sascha sasha ola alix; alexis alex lexi; alexey alexei aleksey aleksei alyosha lyosha alexej;
alfred al fred alf freddie fredo alfredo; alice ali alicia alicja; alison ali allison; alois lois louis alo;
amalia amelie mali amalie; amanda mandy; anastasia nastya nastja stasia nastia anastasiya asya; andrea andy
drea; andreas andi andy andre anders dre andrzej jedrek; andrew andy drew andi; andrei andrey andrej andre;
angela angie angelika geli; angelika geli angie gela angelica; anna anne ann anni annie nan nancy ana anya
anja ania anouk; anneliese anne liese annelies lisl anni; annemarie anne annie marie; anthony tony ant toni;
anton toni tony antonio antoine antonius toon antek; antonia toni tonia antonie; antonio toni tony anton
antoine; arnold arnie arne noldi; arthur art artie artur arturo; augustus gus august augustin agustin; barbara
barb barbie babs babsi bara basia barbora bobbie; bartholomew bart bartosz bartek bartolomeo bartholomaus;
beatrice bea trixie beatrix beate beatriz trix; benedict ben benny benedikt benedek benedetto beni; benjamin
ben benny benji benno benjamim; bernard bernie bern bernhard bernd bernardo bernt; bernadette bernie detta;
bernhard bernd bernie hardy bernard; berthold bert bertl; bridget bridie biddy brigid brigitte; brigitte gitte
gitti brigitta birgit britta; bruce brucie; calvin cal; cameron cam; carl karl charles charlie kalle carlo;
carla karla carly; carlos carlito charlie carlo; caroline carol carrie carly caro karoline lina carolin
carolina karolina carolyn line; casimir kazimierz kazik; catherine cathy cath kate katie katy kathy kit kitty
cat katherine kathryn catharine catrina katarina; cecilia cecily celia cilla cissy sissy cecile cacilia;
charles charlie chuck chas chip charly carlos karl; charlotte charlie lottie lotte charly lotta carlotta
lotti; christian chris christo kris christiaan cristian krystian; christina chris chrissy tina chrissie
christine kristina kristine cristina krystyna kirsten stina christin; christine chris tina chrissy christina
kristin christel; christoph chris stoffel stoff christopher toffi christophe kristof krzysztof krzysiek krzys;
christopher chris topher kit kris kester christoph christofer cristobal; clara klara claire clarissa; claudia
claudi clodi klaudia; clement clem klemens clemens; clifford cliff; constance connie constanze konstanze
stanzi; constantine konstantin kostas costas kostya kosta gus konstantinos dinos; cornelia conny connie nelly
nele corry neeltje; cornelius cor kees con neil cornelis; curtis curt kurt; cynthia cindy; daniel dan danny
dani danilo dany daniele; daniela dani danni dana danielle daniella; daphne daph; david dave davey davy davide
dawid dovid; deborah deb debbie debby debora debs; dennis denny den denis; diana di diane; dietrich dieter
dirk diether; dieter didi dieti; dimitri dmitry dmitri dmitriy dima mitya dimitrios dimitris mitsos dimitrij
dmitrij jim; dominic dom nic dominik domenico domingo dominique nick; donald don donnie; dorothy dot dottie
dolly dorothea dora dory dorothee thea doro; douglas doug; edith edie edyta; edmund ed eddie ned edmond
edmundo ted; edward ed eddie ned ted teddy eduard edoardo eduardo edouard edek; edwin ed eddie win; ekaterina
katya katja yekaterina katerina katia kati; eleanor ellie nell nellie nora eleonore eleonora elly elinor
lenore; elena lena helena lenka yelena ele jelena; elias eli elijah ilias; elizabeth liz lizzie beth betty
betsy eliza lisa elsie libby bess lizzy elisabeth liza ellie; elisabeth elli lisa lisbeth sissi liesl else
elsa betty lis lisi ilse bettina elise elizabeth lissi babette sabeth; elisabetta elisa betta lisa; emanuel
manuel manu manny mano emmanuel immanuel; emily em emmy millie emilie emilia; emma em emmy ema; enrique kike
quique henry; eric erik rick erich eryk; erich eric erik rich; ernest ernie ernst ernesto erno; esther essie
hester ester; eugene gene evgeny evgeni yevgeny yevgeni zhenya eugen eugenio evgenij jewgeni; eva evi eve
evchen ewa; evelyn eve evie lyn eveline; ezekiel zeke; felicitas fee feli felicity; felix felice feliks;
ferdinand ferdi ferdl nando fernando ferry; fernando nando fer; florence flo florrie flor; florian flo flori;
frances fran francie franny fanny frankie; francesca fran cesca checca; francesco franco checco cesco ciccio;
francis frank fran frankie francois franz; francisca paca paquita fran; francisco paco pancho kiko curro fran
cisco quico chico xico; frank frankie franky franco; franz franzl francis frank franzi; franziska franzi sissi
ziska fanny franka francisca; frederick fred freddie freddy rick fritz frederic frederik fredrik; frederike
fritzi rike ricki friederike rieke; friedrich fritz fred freddy friedel friedl fiete fidi; gabriel gabe gab
gabi; gabriele gabi gaby gabriella gabriela ela gabrielle gab brielle; geoffrey geoff jeff jeffrey; george
georgie geo jorge giorgio georges georgios giorgos yorgos; georg schorsch jorg gorg george girgl jiri;
gerald gerry jerry gerd jerald gerhard; gerard gerry gerd gerhard gerardo geert gerrit; gerhard gerd gert
hardy geert gerrit; gertrude gert trudy gerti traudl gertrud trude trudi; giovanna gianna vanna; giovanni
gianni nanni vanni gio giannino; giuseppe beppe peppe pino peppino sepp giuse; giuseppina pina giusi;
gottfried friedl gotz godfrey; grace gracie gratia; gregory greg gregor grigori grigory grisha gregorio
grzegorz; guillaume guy willy guillermo; guillermo memo guille willy; gunther gunter guenther gunnar; gustav
gus gustl gustavo gustave; hannah hanna anna hanni johanna; hans hansi hannes johannes johann haensel; harald
harry harri harold; harold harry hal; harriet hattie harry; hedwig hedi hedda hedy jadwiga; heinrich heinz
heiner heini hinnerk henry henrik hinrich henryk; helen nell nellie helena helene ellen lena eleni leni;
helene leni lena hella helena lene nele; helmut helle helmuth; henry harry hank hal henri henrik hendrik
enrico enrique heinrich heniek; hendrik henk rik henrik hein; herbert herb bert herbie herbi; hermann armin
manni herman hermi; hildegard hilde hilda gardi; horst hotte horsti; howard howie; hubert bert hubi hub
hubertus; hugh hughie hugo huey; ignatius iggy nacho ignacio ignaz ignacy natz; igor gosha; ingeborg inge inga
ingrid; irene rena irena irina ira eirini; isaac ike zac itzhak; isabel bella izzy belle isabella isabelle isa
bel ysabel izabela iza; ivan vanya wanja iwan ivo vania; jacob jake jakob jack jaap kuba jakub cob; jacqueline
jackie jacky jacqui; jadwiga jadzia; james jim jimmy jamie jem jaime; jane janie jenny janey; janet jan;
janine jani nina; jan janek janne johan; jean jeannot; jeffrey jeff geoff geoffrey; jennifer jen jenny jenn
jenna; jeremy jerry jem jeremiah jeremias; jerome jerry gerome hieronymus; jessica jess jessie jessy; joachim
jochen achim jo joaquin jockel joakim; joan joanie jo; joanna jo joanne asia joann johanna joana; joao
joaozinho juca joan; johann hans johannes hannes johan jo johnny; johanna hanna hanni jo johanne joanna;
johannes hans hannes jo johan jannes jan janni hansi joop; john johnny jack jon jackie johnnie jock; jonathan
jon jonny nathan jonathon john; jorg joerg georg; jose pepe pepito joe chepe joselito ze zeca; josefa pepa
pepita fina; joseph joe joey jo josef sepp jose yusuf; josef sepp beppo joe pepi jupp seppi jozef josip pepa;
josephine jo josie fifi josefine pepi phine josephina josefa; joshua josh; juan juanito juancho john; juana
juanita; judith judy judi jutta judit; julia julie jules juli giulia julka; julian jules juli giuliano julien;
julius jules julio giulio jul; jurgen juergen jurg; karen kari karin; karin kari karen karina;
katharina kathi kathrin katrin kati katja kathe kate katinka trine tina rina ina katarina katharine trinchen
catharina; katherine kate katie kathy kat kay kit kitty katy kathryn catherine kath kathleen; kathleen kathy
kath kate katie cathleen; kenneth ken kenny; kevin kev; kimberly kim kimmy kimberley; klaus claus niklaus
nikolaus klausi; konrad conny kurt conrad conni radek; kornelia nelly conny cornelia nele; kurt curt konrad;
laetitia letty tish leticia letizia; lars lasse laurits laurens; laurence larry laurie lawrence lorenz;
lawrence larry laurie lars lon laurence; laura laurie lora lauretta; leo leon lee leopold leonard; leonard len
lenny leo leonardo leonhard lennard lennart leon; leonhard leo lenz hardy leonard; leopold leo poldi pol;
leslie les; lidia lida lydia; lorenz lenz lorenzo laurenz lars laurent; louis lou lewis louie luis luigi
ludwig lutz; louise lou lulu louisa luisa luise lisel; lucas luke luca luc lukas lukasz luka; lucia lucy luzie
luz lucie lucja lucille lucinda; ludmila mila luda lyuda ljudmila lyudmila; ludwig lutz wiggerl lu ludwik
louis luis lui; luigi gigi gino luis; luis lucho luisito louis; madeleine maddy maddie lena madge magda
madeline madelaine; magdalena magda lena leni madlen malena madeleine magdalene; malgorzata gosia malgosia
margaret; manfred manni fred fredi mandi manny; manuel manu manolo manny lolo emanuel; manuela manu ela
manuella manoli; marcel celli marcello marcelo; marcus mark marc markus marco marcos; margaret maggie meg peg
peggy marge margie greta rita madge daisy margo gretchen maisie margarete margret; margarete grete gretel
gretl rita margit gitta margot margret greta margarita margaretha marga margarethe marguerite; margarita rita
marga margo; maria marie mary mia mitzi ria marijke mariechen masha mascha maja maia miriam marya mariya
marija marysia; marianne mary anne jannie nanne mariana mariann; marie mary mimi manon maria; marilyn mary
lyn; martha marta patty mattie; martin marty tin martino mart marcin maarten martijn; martina tina marti; mary
molly polly mae mamie may maria marie minnie; mateusz mati matthew; matthew matt matty mathew mateo matteo
matthias mathieu; matthias matze hias matt mathias mattias matti thijs mattes matthew mathis; maurice moe mo
moritz mauricio maurits; max maxi maximilian maxim maximilien; maximilian max maxi milian maxl maximiliano
massimiliano; maxine max maxie; mechthild mechtild metta; melanie mel melly meli; melissa mel lissa missy;
mercedes merche meche; michael mike mick mickey mikey mich michel michi micha michal misha mischa miguel
michele micheal mikael mikkel mitch michail mikhail michalis; michaela michi ela mica micaela; michelle shelly
mich michele; mikhail misha michail mischa michael; miguel migue micky; mildred millie; miriam miri mimi
mirjam maryam; mohammed mohamed muhammad mohammad mo muhammed mehmet hamid md mohd mohamad; monica moni monika
mona monique; monika moni mona monica monja; mordechai motti; moritz mo maurice mauritz; nadezhda nadia nadya
nadja nadine; nadine nadi nadia; nancy nan ann; natalia natasha natalie nat natascha natalya talia nata
natalija natali tasha; nathalie natalie nat nathi talie; nathan nate nat nathaniel; nathaniel nate nat nathan;
nicholas nick nicky nic nico nicolas nikolas nikolaos nikos klaus colin nikolai nicolo; nicole nicky nikki nic
nici nicoletta colette niki; niklas nik nick nico niki nicklas; nikolai kolya nick nico nikolay nikolaj kolja;
nikolaus nick niko klaus nico niki nikolas niklas nicolaus niklaus; nina ninotschka antonina; norbert bert
nobby norb norberto; olga olya olja ola; oliver ollie olli noll olivier oli; olivia liv livia livvy ollie;
oscar ossi oskar ozzie; oswald ossi ozzie; otto otti; pamela pam pammy; pascal pasquale pascual; patricia pat
patty tricia trish patsy patti trisha patrizia; patrick pat paddy rick patrizio patricio patrik padraig; paul
pauly pablo paolo pawel pauli pavel paulus; paula pauli paulette pola; pauline paula polly line paulina; pavel
pasha pawel paul pascha; penelope penny nell popi; peter pete pit petey petr pieter piet pierre pedro petros
piotr pjotr pyotr petrus petya piotrek; petra peti; philip phil pip philipp philippe filip felipe flip phillip
filippo; philippa pip pippa; phyllis phyl; pilar pili; prudence prue; rachel rach rae rachael raquel shelly;
rafael rafa raphael rafal raffaele raffi; raimund ray mundi raymond ramon; ralph ralf rolf raul raoul; ralf
rolf ralph; ramon moncho ray; randolph randy randall; raymond ray; rebecca becky becca rebekka bex beccy;
regina gina reggie regine reina; reginald reg reggie rex; reinhard reiner hardy reini reinhart reinhardt
renard; reiner rainer reini reinhard; renate reni nate nati renata; rene renato; richard rick dick rich ricky
richie ricardo riccardo rik ritchie dickie; robert bob rob bobby robbie bert robby roberto rupert robi;
roberta bobbie robbie berta; rodney rod; roger rog rodger rudiger ruediger; roland rolly roli rolando orlando;
romano roman romain; ronald ron ronnie ronny; rosa rose rosi rosie rosita rosina; rosalind roz ros rosie;
rosemary rose rosie romy rosemarie; rosemarie rosi romy rose marie rosemary; roxanne roxy roxana; rudiger rudi
rudy ruediger; rudolf rudi rudy rolf dolf rudolph rudolfo; rupert rupi robert ruprecht; russell russ; sabine
bine sabina bini binchen; salvador salva chava salvatore; salvatore toto salvo turi tore; samantha sam sammy
mandy; samuel sam sammy sami samy; sandra sandy alexandra sandi; santiago santi jago tiago yago; sarah sally
sara sadie sari sarita; sebastian seb basti bastian sebi sebastien sebastiano bas wastl; serge sergio sergei;
sergei sergey serge seryozha serjoscha sergiy serhii sergej; severin sevi; sharon shari; sibylle billa bille
sybille sybil; siegfried sigi siggi sigfried fried sig; sigrid siri sigi siggi; sigismund sigi sigmund
zygmunt; silvia sylvie silvi sylvia silvie sylwia; simon sim si; simone simi moni simona; sophia sophie sofia
soph sofie zofia fia sophy sonya zosia; stanislav stas slava stanislaw staszek stan; stanley stan; stefan
stephan steffen stef steve stephen stefano stefanos steven esteban szczepan steff etienne istvan; stefanie
steffi steffie stephanie stefania stefani fanny steff stef stephi; stephanie steph stevie steffi stefanie
stefania; stephen steve stevie steph stefan; steven steve stevie stephen stephan; susan sue susie suzy sukey
susanne suzanne susanna; susanne susi sanne susan susanna suse suzanne sanna zuzanna; suzanne sue suzy suzie
susanne suzana; svetlana sveta lana swetlana; sylvia sylvie sil silvia; tamara tammy tamar mara toma; tatiana
tanya tatjana tania tanja tatyana; terence terry terrence tel; teresa terry tess tessa theresa therese resi
tere tereza teresita teri terka; theodor theo ted teddy teo fyodor theodore fedor teodor fjodor; theodora dora
thea theda teodora; theresia resi thesi theres therese theresa; thomas tom tommy thom tomas tommaso tomasz
tomek maso thomaz; tiffany tiff tiffy; timothy tim timmy timo timotheus timotheo; tobias tobi toby tobe tobit;
ulrich uli ulli utz ullrich ulrik; ulrike uli ulli rike ricki ulla; urban urbi; ursula ulla uschi ursel ursi
orsola ursina; valentin valli tino velten valentine valentino; valentina vale tina valya; valeria vale lera
valerie valery; vanessa nessa ness van; vasily vasya vasilis vasileios basil wassili vassilis vasili vasilij;
veronica ronnie vera roni veronika vroni nica veronique; veronika vroni vera roni nika veronica; viktor vic
vik victor vitya vittorio; viktoria vicky vicki vika viki tori victoria vittoria vikki toria; vincent vince
vin vinny vinzenz vincenzo vicente enzo vincente; virginia ginny ginger gina; vivian viv vivi vivien vivienne;
vladimir vova volodya vlad wladimir volodymyr vladimiro wolodja; vladislav vlad slava vladik wladyslaw wladek;
walter walt wally wal gualtiero wat walther; werner wern werni warner; wilhelm willi willy wim helmut will
bill william wilko wil; wilhelmina mina minna willa wilma helmi wilhelmine; william bill will billy willy liam
willie wil guillaume willem wilhelm; winfried winni fried; winifred winnie freda; wojciech wojtek; wolfgang
wolf wolfi wolle wolferl; wolfram wolf wolfi; xaver xaverl xavi xavier veri; xavier xavi javier javi; javier
javi xavi xavier; yuri yury iurii juri jurij yuriy iouri juriy; yulia julia yuliya julija julya yulya; zachary
zach zack zac zachariah; zdenek zdenko; zoltan zoli; katarzyna kasia kaska; agnieszka aga agnes; grzegorz
grzesiek grzes gregory; zbigniew zbyszek; dorota dorotka dora; elzbieta ela elka elisabeth; maciej maciek;
ryszard rysiek richard; jerzy jurek george georg; tadeusz tadek; slawomir slawek; jaroslaw jarek; miroslaw
mirek; przemyslaw przemek; radoslaw radek; dariusz darek; arkadiusz arek; urszula ula ursula; jiri jirka
george; frantisek franta franz; vaclav vasek; ondrej ondra; jaroslav jarda; miroslav mirek; katerina katka
kacka katharina; hana hanka; marketa margarete; istvan pista stefan; jozsef jozsi josef; laszlo laci; ferenc
feri franz; janos jani johannes; sandor sanyi alexander; tamas tomi thomas; katalin kati kata katharina;
erzsebet erzsi bozsi elisabeth; ilona ili ilka; zsuzsanna zsuzsa zsuzsi susanne; lorenzo renzo lori; federico
fede; federica fede; domenico mimmo nico; gaetano tano; leonardo leo; matteo teo matthew; massimiliano massimo
max; vincenzo enzo vincent; pierluigi gigi; raffaele lele; antonella anto; guadalupe lupe lupita; concepcion
concha conchita; dolores lola lolita; rosario charo; consuelo chelo; milagros mila; jesus chus chuy; joaquin
quino; eduardo edu lalo; gonzalo gonza; roberto beto; alberto beto tito; mauricio mau; fernanda nanda fer;
cornelis kees cor cornelius; jacobus jaap koos jacob; antonius ton toon; theodorus theo dirk; petrus piet;
henrik henke; magnus manne; fredrik fredde frederick; mattias matte; johan jojje; per pelle; nils nisse; ulf
uffe; sven svenne; margareta greta maggan margarete; kristina stina; juhani jussi juha; mehmet memo; mustafa
musti; huseyin huso; suleyman sulo; ibrahim ibo abraham; fatma fato; seamus shay james; padraig paddy patrick;
gennady gena; leonid lenya; vyacheslav slava; boris borya; roman roma; kirill kirya; galina galya; lyubov
lyuba; oksana ksyusha; ksenia ksyusha xenia; evgenia zhenya eugenia; madison maddie; brittany britt; cassandra
cass cassie sandy; gilbert gil; wallace wally; josiah joe; isaiah ike; elijah eli; lucinda cindy lucy;
millicent millie; priscilla cilla; tabitha tabby; valerie val; winston win; bradley brad; bradford brad;
randall randy; stewart stu; stuart stu; trevor trev; gavin gav; darren daz; gareth gaz; bernadetta detta;
dominika nika; natasza natalia; wieslaw wiesiek; leszek lech; czeslaw czesiek; bronislaw bronek; alicia licha;
rosalia rosi; apolonia pola; emanuela manu; graciela chela; gertrudis tula; hortensia tencha; ines nes; isidro
chiro; leticia lety; montserrat montse; nieves nie; remedios reme; trinidad trini; vicente chente; baldur
baldi; burghard burkhard; ekkehard ekki eckhard; engelbert engel bert; gisela gisi gila; hannelore hanne lore;
heidemarie heidi; irmgard irmi; karlheinz karl heinz; leopoldine poldi; liselotte lilo lotte lisl; marlene
leni; notburga burgi; ottilie otti; rosalinde rosi linde; roswitha rosi; sieglinde linde siggi; traugott
traugi; waltraud traudl waldi; wenzel wenz; wiltrud trudi
"""

OTHERS = """
aaron achim ada adam adele agatha aida aisha alan alana alba alberta aldo alejandra alena alessandra
alessandro alessia alessio ali alina alma alvaro alvin amal amara amber amelia amina amir amit amy anabel
ananya andre ange angel angelina angelo anita annabel annett annette annika annina ansgar antje april aram
arash ariana arjun arlene armando arne arno arun asha ashley astrid athena audrey august aurelia aurora austin
ava axel ayla ayse aziz bahar balazs bao barry bashir beata bela belinda berenice berit berta beryl bettina
bianca bill bjarne bjorn blake blanca bo bob bogdan boris brad brandon brenda brent brett brian britta brooke
bruno bryan burak burkhard caleb camila camilla camille candice carina carmen carol carole carsten casper
catalina cedric celine cesar chad chantal chen cheryl chiara chidi chloe claire clara claude claudio clint
cole colin colleen corinna corinne craig crystal dagmar dale damian damien dana dane dario darren dawn dean
deepak denise derek derrick desiree detlef devin diego dilan dina dirk dolores dominga donna dora doreen
dorian doris dunja dustin dylan earl eberhard eckhard edda edgar egon elisa elke ella ellen elmar elodie elon
elvira emil emilio emre enzo erica erika erin ernesto erwin estelle etienne eveline ewald fabian fabiana fabio
fabrice faith farah farid fatima federica federico felicia fernanda fiona flavia flavio francine fred freya
frida frieda gareth gary gaston gemma georgia georgina gerda germaine giada giancarlo gianluca gilbert gilles
gina ginevra giorgia gisela giulia glen glenn gloria gordon graham greta guido gwen hanna hannah hartmut
haruka hassan hayley hazel heather hector heike heiko helga hella henriette hilary hiroshi holger holly hope
hussein ian ida ilona ilse imran ines ingo ingrid inka ira irma isabell ismail ivana ivonne ivy jamal jana
jared jasmin jasmine jason javiera jay jaya jens jerry jesper jesus jill joao jochen jodie joel joern jonas
jordan joris josephina joy joyce juanita judy juliana juliane juliet june jurgen justin justine jutta kai
karim karina karl karsten kaspar kelly kerstin khadija kim kirk kirsten klara krista kristin kyle lale lana
lance lara larissa lauren laurent lea leah leila lena leona leonie leonora leticia levi liam lidia lili lilian
lily lina linda lionel lisa liv livia loic lola loretta lori lothar lotte louis lourdes luana luc luca luciana
luciano lukas luna lynn mabel maeve mahmoud maik maja malik malin malte mara marc marcela marcello marco
mareike marek margit maribel marina mario marion marisa marisol marissa marit marius marlene marlies marta
martine marvin mason mateo maura maureen mauro maya megan mehdi mei mina minh mirko mohan moira monique morgan
murat muriel mustafa myriam nadia naomi nasser natascha neil nele nelson nestor nguyen nicola niels nigel nils
nina noah noel noemi nora norman nuno odette olaf olena olivier omar orla osman otmar otto oya pablo paloma
paola paolo pascale patrizia peggy pepper per perry petros phoebe pia pierre pilar piotr priya quentin rachid
rahel rahul raj rajesh ralph ramona rana raphaela rashid raul ravi regine remy rene rhea ricarda riccardo rita
robin rocio rolf roman romana romeo romy rory ross ruben ruby rui ruth ryan saeed sahra said saida salma
salome sandro sanjay santino sara scott sean selena selina selma serena seth shane shannon sharon shaun sheila
shirley sid sigrun silke silvana silvio simona simone sina skye sofie solveig sonja soraya stacey stella sten
stewart stuart sunita sven svenja swen sybille tabea tanja tarek tarik tariq tatjana tessa thea thekla theresa
thilo thorsten tibor till tilman timo tina tino todd torben torsten tracey tracy travis trevor tyler udo ulf
ute uwe valerie vera verena vicente vikram viola violet viviana volker wade waltraud wanda warren wayne wei
wendy wes wiebke wolf xenia xin yan yang yann yannick yara yasmin ying yolanda yoshi youssef yusuf yves yvette
yvonne zara zeynep zhang zoe zofia zuzana
"""
