"""Sample facts for the card of a task and what is said while its report is judged."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.judges import Bench
from storage.reviews import Review, Verdict
from storage.tasks import Relation
from tests.messages.samples_of_rooms import BARE, CARD, DONE, LONG, NAME, NOBODY, NOTHING, of_states

SINCE = 1_527_000_000
SAID = [Review(Relation.COORDINATOR, Verdict.RETURNED, LONG, SINCE, 1, NAME, 0),
        Review(Relation.OPERATOR, Verdict.RETURNED, "", SINCE, 1, NOBODY, 0),
        Review(Relation.COORDINATOR, Verdict.PASSED, "", SINCE, 1, NAME, 1)]
ACCEPTED = [Review(Relation.CURATOR, Verdict.ACCEPTED, "", SINCE, 1, NAME, 1)]
BOTH = (Relation.COORDINATOR, Relation.CURATOR)
STANDING: Mapping[str, Any] = {"bench": Bench(), "said": [], "earlier": 0}

REVIEW: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys(("review/turn_coordinator", "review/turn_curator", "review/turn_operator", "review/pass_it_on",
                     "review/not_to_pass", "review/passed", "review/other_next", "review/settled",
                     "review/accepted_for_both"), (NOTHING,)),
    "review/told_returned": ({"task": DONE, "who": NAME, "remark": LONG},),
    "tasks/card": (
        *of_states({**CARD, **STANDING, "said": SAID, "earlier": 5}), *of_states({**BARE, **STANDING}),
        *({**BARE, "task": DONE, "bench": Bench(levels, SINCE), "said": said, "earlier": 0}
          for levels in (BOTH, BOTH[:1], BOTH[1:], (Relation.OPERATOR,)) for said in (SAID, ACCEPTED, [])),
        {**BARE, "task": DONE, "bench": Bench(BOTH[:1], None, "2018-06-01"), "said": [], "earlier": 0},
        *({**BARE, **STANDING, "task": replace(DONE, kind=kind, tutor=5, tutor_name=NAME, author_name=NAME, about=LONG),
           "bench": Bench((Relation.TUTOR,), SINCE), "said": [Review(Relation.TUTOR, Verdict.RETURNED, "", SINCE, 1,
                                                                     NAME, 0)]}
          for kind in ("problem", "measure", "plan", "stage")),
    ),
}
