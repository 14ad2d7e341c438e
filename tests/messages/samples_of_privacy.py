"""Sample facts for what is said about one's own data and the consent."""

from collections.abc import Mapping
from typing import Any

from storage.participants import Role
from storage.privacy import ConsentText, Counts
from storage.privacy_rows import RoleGiven, Self
from tests.messages.samples_of_rooms import NAME, SCHOOL, TASK

COUNTS = Counts(3, 21, 2, 1000, 1, 30, 4, 2)
NONE = Counts(0, 0, 0, 0, 0, 0, 0, 0)
PERSON = Self(NAME, "+7 395 200-00-00", "a.very.long.address@example.org", "химия; физика; " * 30, "2018-05", 1, 1)
BARE = Self("Аюна", "", "", "", "2018-05", 1, 1)
GIVEN = [RoleGiven(role, SCHOOL, "Программа", 1, 2 if role is Role.GUEST else None) for role in Role]
FULL: Mapping[str, Any] = {"person": PERSON, "roles": GIVEN, "titles": ["Telegram", "ВКонтакте"],
                           "agreed_on": "2018-05-16", "counts": COUNTS}
DUE = ConsentText(1, "Повышение <качества> образования", "2019-01", "Согласие\n\nна обработку & хранение")

PRIVACY: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((
        "privacy/asker_gone", "privacy/consented", "privacy/erased_name", "privacy/erased_words", "privacy/export",
        "privacy/export_coming", "privacy/export_name", "privacy/forget_sure", "privacy/forgotten",
        "privacy/forgotten_on_request",
    ), ({},)),
    **dict.fromkeys((
        "privacy/consent_declined", "privacy/forget", "privacy/forget_again"
    ), ({"counts": COUNTS}, {"counts": NONE})),
    "privacy/my_data": (FULL, {**FULL, "person": BARE, "roles": [], "titles": ["Telegram"], "counts": NONE}),
    "privacy/new_consent": ({"due": DUE},),
    "privacy/told_returned": ({"task": TASK},),
}
