"""How long what is kept of a selection says something of a person: as long as the declaration does."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luohu.web.accounts.roles import Role
from luohu.web.declarations.keeping import anonymise
from luohu.web.declarations.models import Declaration
from luohu.web.protection import attachments, register, retention
from luohu.web.record.verification import verify
from luohu.web.selection import checking, services
from luohu.web.selection.keeping import answered_before, evidence_against
from luohu.web.selection.models import Child, Listing, Objection, Publication
from luohu.web.selection.objecting import opened
from tests.web.accounts.people import officer
from tests.web.protection.files import png
from tests.web.selection import made
from tests.web.selection.test_children import BORN, line, name
from tests.web.selection.test_objecting import objected

pytestmark = pytest.mark.django_db(transaction=True)


named = line  # the fixture: somebody confirmed with verified children


def forget(declaration: Declaration) -> None:
    """Take the person out of a declaration, as the daily run does."""
    with transaction.atomic():
        anonymise([Declaration.objects.get(pk=declaration.pk)])


def test_with_the_declaration_a_line_its_document_and_its_objections_say_nothing_more() -> None:
    publication = made.published()
    held = made.first_line(publication)
    objection, code = objected(publication, about=str(held.position))
    forget(held.declaration)
    held.refresh_from_db()
    assert (held.name, held.birth_month, held.employer) == ("", "", "")
    assert publication.freeze.frozen.get(number=held.number).document == {}
    objection = Objection.objects.get(pk=objection.pk)
    assert (objection.words, objection.signatory, objection.contact) == ("", "", "")
    assert opened(objection.number, code) == objection
    found = checking.check_again(publication.freeze)
    assert (found.what, found.number) == ("anonymous", held.number)


def test_with_the_declaration_its_children_say_nothing_more(named: Listing) -> None:
    name(named, BORN[0])
    forget(named.declaration)
    child = Child.objects.get()
    assert (child.name, child.identity, child.born) == ("", "", "")


def test_with_the_declaration_the_evidence_against_it_goes() -> None:
    publication = made.published()
    held = made.first_line(publication).declaration
    actor = officer(Role.AUTHORITY)
    upload = SimpleUploadedFile("evidence.png", png(), "image/png")
    attachments.store(actor=actor, subject=evidence_against(held), upload=upload)
    services.falsify(actor=actor, declaration=held, why="伪造")
    forget(held)
    assert not attachments.of(evidence_against(held)).exists()


def answered(publication: Publication) -> Objection:
    """An objection to a list as a whole, answered."""
    objection, _ = objected(publication)
    return services.answer_objection(
        actor=officer(Role.AUTHORITY), objection=objection, upheld=False, answer="如下"
    )


def test_an_answered_objection_is_made_anonymous_after_its_own_limit(
    settings: Any,
) -> None:
    publication = made.published()
    held, waiting = answered(publication), objected(publication)[0]
    settings.LUOHU_RETENTION = {"objections": 30}
    late = (held.answered or publication.published) + datetime.timedelta(days=31)
    assert [one.stage for one in retention.run(late)] == ["objections"]
    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.words, held.answer, held.state) == ("", None, "answered")
    assert waiting.words
    assert not answered_before(late).exists()


def test_the_record_stays_sound_of_all_of_it() -> None:
    publication = made.published(made.frozen(made.ready(3)))
    forget(made.first_line(publication).declaration)
    why = verify().why
    assert why is None or not why.en.startswith(("listing", "child", "objection"))


def test_the_register_says_what_is_implemented() -> None:
    told = {key: one.retention for key, one in register.entries().items()}
    assert told["selection.Listing.name"] == told["selection.Child.identity"] == "declarations"
    assert told["selection.Objection.words"] == "objections"
