"""Where a person finds one of their contacts at Google."""

from reconnect_core import ContactRef, Opening
from reconnect_google.contacts import ContactsSettings, GoogleContacts


def test_a_contact_is_a_page_at_google():
    book = GoogleContacts(Opening(name="google", settings=ContactsSettings()))
    ref = ContactRef(book="google", uid="people/c4711")
    assert book.where(ref) == "https://contacts.google.com/person/c4711"
    book.close()
