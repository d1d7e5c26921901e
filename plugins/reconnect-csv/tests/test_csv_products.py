"""What each product's export tells, in its own dialect."""


def facts(contact):
    told = {
        "name": contact.name,
        "emails": list(contact.emails),
        "phones": {phone.raw: " ".join(sorted(phone.labels)) for phone in contact.phones},
        "birthday": str(contact.birthday or ""),
        "organisation": contact.organisation,
        "title": contact.title,
        "labels": list(contact.labels),
        "note": contact.note,
    }
    return {name: value for name, value in told.items() if value}


GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,"
    "Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,"
    "Custom Field 1 - Label,Custom Field 1 - Value\n"
)


def test_google_today(people):
    (contact,) = people(
        GOOGLE + 'Ada,M,Byron,,Dr.,,Addie,,Engines,Analyst,,--12-10,"two\nlines",https://p.example/1,'
        "Friends ::: * myContacts ::: * starred,* Work,ada@e.example ::: a@b.example,Work Fax,+44 20 1 ::: +44 20 2,"
        "* Mobile,\u202a+44 7700 900000\u202c,Home,x,12 Row,London,,,N1,UK,Flat 2,Referred By,Mary,Blog,"
        "https://ada.example,Anniversary,1835-07-08,Hat,7\n"
    )
    assert facts(contact) == {
        "name": "Ada M Byron",
        "emails": ["ada@e.example", "a@b.example"],
        "phones": {"+44 20 1": "fax work", "+44 20 2": "fax work", "+44 7700 900000": "mobile preferred"},
        "birthday": "--12-10",
        "organisation": "Engines",
        "title": "Analyst",
        "labels": ["Friends", "myContacts"],
        "note": "two\nlines",
    }
    assert (contact.prefix, contact.nicknames, contact.starred) == ("Dr.", ("Addie",), True)
    assert [(tie.kind, tie.name) for tie in contact.relations] == [("referredBy", "Mary")]
    assert [(event.label, str(event.day)) for event in contact.events] == [("anniversary", "1835-07-08")]
    assert contact.urls == ("https://ada.example",)
    assert contact.extra == (("Hat", "7"),)
    (address,) = contact.addresses
    assert (address.street, address.locality, address.postcode, address.country) == (
        "12 Row\nFlat 2",
        "London",
        "N1",
        "UK",
    )


def test_google_before_2024(people):
    (contact,) = people(
        "Name,Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,"
        "E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
        "Organization 1 - Title,Relation 1 - Type,Relation 1 - Value\n"
        '"Byron, Ada",Ada,Byron,1815-12-10,* My Contacts ::: Poets,* Home,a@h.example,,b@h.example,Home Fax,12345,,'
        "Engines,Analyst,Spouse,William\n"
    )
    assert facts(contact) == {
        "name": "Byron, Ada",
        "emails": ["a@h.example", "b@h.example"],
        "phones": {"12345": "fax home"},
        "birthday": "1815-12-10",
        "organisation": "Engines",
        "title": "Analyst",
        "labels": ["My Contacts", "Poets"],
    }
    assert [(tie.kind, tie.name) for tie in contact.relations] == [("Spouse", "William")]


OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,"
    "Home Phone,Business Phone,Business Phone 2,Mobile Phone,Business Fax,Company Main Phone,Pager,Job Title,Company,"
    "Business Street,Business City,Business Country/Region,Birthday,Anniversary,Categories,Spouse,Referred By,Notes,"
    "Sensitivity,Priority\n"
)


def test_outlook(people):
    first, second = people(
        OUTLOOK
        + "Ada,,Byron,Ms.,,ada@e.example,SMTP,Ada (ada@e.example),,030 1,030 2,030 3,0170 4,030 5,030 6,030 7,"
        'Analyst,Engines,1 Row,London,UK,12/31/1975,0/0/00,Poets;VIP,William,Mary,"a\r\nb",Normal,Normal\r\n'
        "Bob,,Exchange,,,/o=Org/ou=First/cn=bob,EX,Bob,,,,,,,,,,,,,,0/0/00,0/0/00,,,,,Normal,Normal\r\n"
    )
    assert facts(first) == {
        "name": "Ada Byron",
        "emails": ["ada@e.example"],
        "phones": {
            "030 1": "home",
            "030 2": "work",
            "030 3": "work",
            "0170 4": "mobile",
            "030 5": "fax work",
            "030 6": "main work",
            "030 7": "pager",
        },
        "birthday": "1975-12-31",
        "organisation": "Engines",
        "title": "Analyst",
        "labels": ["Poets", "VIP"],
        "note": "a\nb",
    }
    assert (first.prefix, first.events) == ("Ms.", ())
    assert {(tie.kind, tie.name) for tie in first.relations} == {("spouse", "William"), ("referredBy", "Mary")}
    assert facts(second) == {"name": "Bob Exchange"}


def test_outlook_without_blanks_in_its_headers(people):
    (contact,) = people(
        "Title,FirstName,LastName,Company,JobTitle,BusinessPhone,HomePhone,MobilePhone,Birthday,EmailAddress,"
        "Email2Address\n,Ada,Byron,Engines,Analyst,1234,2345,3456,5/31/1975,a@e.example,b@e.example\n"
    )
    assert facts(contact) == {
        "name": "Ada Byron",
        "emails": ["a@e.example", "b@e.example"],
        "phones": {"1234": "work", "2345": "home", "3456": "mobile"},
        "birthday": "1975-05-31",
        "organisation": "Engines",
        "title": "Analyst",
    }


def test_linkedin(book):
    first, second, third = book(
        'Notes:\n"When exporting your data, some of the email addresses are missing, see more, here"\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Byron,https://www.linkedin.example/in/ada,,Engines,Analyst,01 Jan 2024\n"
        ",,https://www.linkedin.example/in/gone,,,,02 Feb 2024\n"
        "Ada,Byron,https://www.linkedin.example/in/other,a@b.example,,,7-Feb-22\n"
        "Bob,Lee,https://www.linkedin.example/in/bob,,Stealth,,15-Jan-24\n"
    )
    assert facts(first) == {"name": "Ada Byron", "organisation": "Engines", "title": "Analyst"}
    assert [(event.label, str(event.day)) for event in first.events] == [("connected", "2024-01-01")]
    assert str(second.events[0].day) == "2022-02-07"
    assert first.ref != second.ref
    assert third.name == "Bob Lee"


def test_thunderbird_with_its_birthday_in_three_columns(people):
    header = (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
        "Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,"
        "Home Country,Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,"
        "Custom 1,Notes,"
    )
    (contact,) = people(
        f"{header}\nAda,Byron,The Countess,Addie,a@e.example,b@e.example,,1234567,2345678,,,01701,1 Row,Flat 2,London,,N1,"
        "UK,Analyst,,Engines,http://e.example,,1975,5,31,hat,hello,\n",
        encoding="utf-16",
    )
    assert facts(contact) == {
        "name": "The Countess",
        "emails": ["a@e.example", "b@e.example"],
        "phones": {"1234567": "work", "2345678": "home", "01701": "mobile"},
        "birthday": "1975-05-31",
        "organisation": "Engines",
        "title": "Analyst",
        "note": "hello",
    }
    assert contact.addresses[0].street == "1 Row\nFlat 2"


def test_thunderbird_without_headers(people):
    cells = [
        "Ada",
        "Byron",
        "The Countess",
        "Addie",
        "a@e.example",
        "",
        "",
        "1234567",
        "",
        "",
        "",
        "0170 1234567",
    ]
    cells += [
        "1 Row",
        "",
        "London",
        *[""] * 8,
        "",
        "Analyst",
        "",
        "Engines",
        "",
        "",
        "1975",
        "5",
        "31",
        *[""] * 4,
        "hi",
    ]
    (contact,) = people(",".join([*cells[:23], "", *cells[24:]]) + "\n")
    assert len(cells) == 37
    assert facts(contact) == {
        "name": "The Countess",
        "emails": ["a@e.example"],
        "phones": {"1234567": "work", "0170 1234567": "mobile"},
        "birthday": "1975-05-31",
        "organisation": "Engines",
        "title": "Analyst",
        "note": "hi",
    }


def test_yahoo_whose_phone_column_may_hold_a_user_name(people):
    (contact,) = people(
        '"First","Middle","Last","Nickname","Email","Category","Yahoo! ID","Home","Work","Mobile","Alternate Email 1",'
        '"Title","Company","Birthday","Comments"\n'
        '"Ada","","Byron","addie","a@e.example","Poets","","","some_user","0170 1234567","b@e.example","Analyst",'
        '"Engines","5/31/1975","hi"\n'
    )
    assert facts(contact) == {
        "name": "Ada Byron",
        "emails": ["a@e.example", "b@e.example"],
        "phones": {"0170 1234567": "mobile"},
        "birthday": "1975-05-31",
        "organisation": "Engines",
        "title": "Analyst",
        "labels": ["Poets"],
        "note": "hi",
    }


def test_palm_desktop_without_headers(people):
    row = '"Byron","Ada","Analyst","Engines","555-1234","555-2345","","","ada!@e.example","1 Row","London","","N1","UK"'
    first, second = people(f'{row},"","","","","note","0","Poets"\n{row},"","","","","","1",""\n')
    assert facts(first) == {
        "name": "Ada Byron",
        "emails": ["ada!@e.example"],
        "phones": {"555-1234": "", "555-2345": ""},
        "organisation": "Engines",
        "title": "Analyst",
        "labels": ["Poets"],
        "note": "note",
    }
    assert second.ref != first.ref


def test_no_value_is_invented_from_columns_about_somebody_else(people):
    (contact,) = people(
        "Name,Email,Manager Email,Emergency Contact Phone,Email Type,Phone Country Code,Owner Email,Last Email Date\n"
        "Ada,a@e.example,boss@e.example,555 1234567,SMTP,+44,rep@e.example,2024-01-01\n"
    )
    assert facts(contact) == {"name": "Ada", "emails": ["a@e.example"]}


def test_the_first_of_several_jobs_is_the_one_at_the_first_organisation(people):
    (contact,) = people(
        "First Name,Labels,Organization Name,Organization Title\n"
        "Ada,* myContacts,Engines ::: Works,Analyst ::: Poet\n"
    )
    assert (contact.organisation, contact.title) == ("Engines", "Analyst")
