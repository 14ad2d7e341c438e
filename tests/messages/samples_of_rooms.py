"""Sample facts for what the rooms say: the longest and strangest values that can occur, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from storage.extensions import Extension
from storage.indicators import Indicator
from storage.invites import Invite
from storage.participants import Participant, Role, RoleHeld
from storage.tasks import Counts, Evidence, Line, Task, TaskState, Watched

TODAY, DAY = "2018-05-30", "2018-06-29"
TITLE = "Провести <семинар> «Смысл & чтение» " + "для учителей всех школ фокус-группы " * 8
SCHOOL = "МКОУ «Средняя общеобразовательная школа № 5 имени А. С. Пушкина» п. Лесной"
NAME = "Константинопольская-Преображенская Александра Константиновна"
NOBODY = "Аюна"
LONG = "Первая строка <b>\nвторая строка & ещё. " * 30

TASK = Task(7, TaskState.OPEN, "2018-06-15", 0, None, None, None, 3, "1.2.10", TITLE, 1, "Раздел", 19, SCHOOL, "school",
            "Asia/Irkutsk", 1, "", "")
LATE = replace(TASK, due_on="2018-05-28", extended_at=1, handed_to=2, handed_name=NAME)
UNDATED = replace(TASK, due_on=None)
DONE, ACCEPTED = replace(TASK, state=TaskState.DONE), replace(TASK, state=TaskState.ACCEPTED)
RETURNED, CANCELLED = replace(TASK, state=TaskState.RETURNED), replace(TASK, state=TaskState.CANCELLED)
LINES = [Line(number, TaskState.RETURNED if number % 2 else TaskState.OPEN, "2018-05-28", "1.2.10", TITLE, SCHOOL,
              own_plan=number % 2) for number in range(5)]
NO_DAY = Line(9, TaskState.ACCEPTED, None, "1.1", "План", SCHOOL)
PIECES = [Evidence(1, LONG, None, 0, NAME, "", "", ""), Evidence(2, "", 5, 0, NOBODY, "photo", "a.jpg", "image/jpeg"),
          Evidence(3, "", 6, 0, NAME, "document", "справка " * 30 + ".pdf", "application/pdf")]
REQUEST = Extension(4, 7, 22, DAY, LONG, 0, None, None, NAME)
HELD = [RoleHeld(number, Role.DIRECTOR, 1, number, SCHOOL, "school", "Asia/Irkutsk", "Программа", "20:00-08:00",
                 "2018-05-16", "2018-12-31")
        for number in range(2)]


def invite(role: Role) -> Invite:
    return Invite(1, "ABCDEFGHJK", 1, 22, 19, role, 1, 0, 0, None, SCHOOL, "Повышение <качества> образования " * 5,
                  "2018-05", "Согласие\n\nна обработку & хранение", NAME)


INVITE: Mapping[str, Any] = {"invite": invite(Role.DIRECTOR), "name": NAME}
ABOUT: Mapping[str, Any] = {"task": TASK, "who": NAME, "why": LONG, "remark": LONG, "reason": LONG, "day": DAY,
                            "wanted_on": DAY, "today": TODAY, "example": DAY, "answers": {"day": DAY}, "number": 21,
                            "told": 1, "left": 7}
ASKING: Mapping[str, Any] = {**ABOUT, "answers": {"evidence": None}}
WANTED = replace(TASK, kind="request", about=LONG)
CARD: Mapping[str, Any] = {**ABOUT, "results": ["Не менее 7 соглашений " * 30] * 9, "shown": 6, "given": PIECES,
                           "figures": [Indicator(LONG, "52.5", "процента <школ>", each, LONG) for each in (0, 1)],
                           "extension": REQUEST, "watching": True}
BARE: Mapping[str, Any] = {**CARD, "results": [], "figures": [], "given": [], "extension": None, "watching": False}
LIST: Mapping[str, Any] = {"lines": LINES, "kind": "watch_late", "today": TODAY, "skip": 5, "organisation": "",
                           "watching": True, "place": 25}
FOUND: Mapping[str, Any] = {"skip": 0, "total": 2, "searched": "", "place": 25}
WATCHED = [Watched(19, SCHOOL, "Тулунский муниципальный район", 3, 1, 2), Watched(20, SCHOOL, None, 0, 0, 2),
           Watched(21, SCHOOL, None, 0, 5, 2), Watched(22, SCHOOL, None, 1, 0, 2)]
COUNTS: Mapping[str, Any] = {
    "name": NAME, "roles": HELD, "own": Counts(30, 2, 1), "watched": Counts(300, 20, 10, 5), "own_total": 33,
    "watched_total": 330, "surveys": 3, "events": 2, "waiting": 12,
}
EMPTY: Mapping[str, Any] = {**COUNTS, "name": NOBODY, "own": Counts(None, None, None), "own_total": 0,
                            "surveys": 0, "events": 0, "waiting": 0, "watched": Counts(None, None, None),
                            "watched_total": 0}
PERSON = Participant(2, NAME, "2018-05", 1)
NOTHING: Mapping[str, Any] = {}


def told(facts: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Somebody heard of it, or nobody could."""
    return {**facts, "told": 1}, {**facts, "told": 0}


def of_states(facts: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple({**facts, "task": task} for task in (TASK, LATE, UNDATED, DONE, ACCEPTED, RETURNED, CANCELLED))


def decided(facts: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return {**facts, "agreed": 1, "asker": NAME}, {**facts, "agreed": 0, "asker": NOBODY}


ROOMS: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((
        "fallback/file_too_large", "fallback/file_empty", "fallback/file_dangerous",
        "fallback/file_no_photo", "fallback/file_no_voice",
        "fallback/gone", "fallback/not_understood", "fallback/unknown_button", "forms/busy",
        "forms/cancelled", "forms/not_this", "forms/nothing_open", "forms/over", "forms/ways", "forms/words_please",
        "menu/thanks",
        "registration/declined", "registration/no_role", "registration/not_me",
        "registration/stranger", "registration/too_many_guesses", "registration/unknown_code", "registration/unnamed",
        "roadmap/tap_please", "tasks/accepted", "tasks/decided_before", "tasks/evidence_what", "tasks/not_a_member",
        "tasks/not_allowed", "tasks/not_yours", "tasks/taken_back", "tasks/withdrawn"
    ), (NOTHING,)),
    "fallback/file_unasked": ({"voice": False}, {"voice": True}),
    **dict.fromkeys((
        "registration/ask_name", "registration/consent", "registration/expired_code", "registration/name_corrected",
        "registration/revoked_code", "registration/somebody_else", "registration/used_code"
    ), (INVITE,)),
    **dict.fromkeys((
        "roadmap/ask_sure", "roadmap/moved", "roadmap/told_moved", "tasks/ask_reason", "tasks/ask_remark",
        "tasks/ask_why_not_ours", "tasks/day_not_understood", "tasks/day_past", "tasks/dropped", "tasks/given_back",
        "tasks/kept", "tasks/returned", "tasks/told_accepted", "tasks/told_dropped", "tasks/told_given_back",
        "tasks/told_more_time", "tasks/told_not_ours", "tasks/told_returned", "tasks/told_taken_back",
        "tasks/told_withdrawn", "tasks/told_done_team"
    ), (ABOUT,)),
    "demo/role": tuple({"role": role} for role in Role),
    "fallback/apology": ({"incident": "0a1b2c3d"},),
    "forms/old_question": (NOTHING, {"resume": True}),
    "menu/menu": (COUNTS, EMPTY, {**EMPTY, "watched": Counts(1, 0, 0, 0), "watched_total": 1}),
    "registration/another_programme": tuple({"invite": invite(role)} for role in Role),
    "registration/another_role": tuple({"invite": invite(role)} for role in Role),
    "registration/confirm": (*({"invite": invite(role), "name": NAME, "again": False} for role in Role),
                             {**INVITE, "name": "", "again": False}, {**INVITE, "again": True}),
    "registration/name_wrong": ({"limit": 100},),
    "registration/welcome": ({**INVITE, "waiting": 3}, {**INVITE, "name": NOBODY, "waiting": 0}),
    "roadmap/ask_day": (ABOUT, {**ABOUT, "task": UNDATED}),
    "tasks/already": of_states(ABOUT),
    "tasks/ask_day": (ABOUT,),
    "tasks/ask_evidence": (ASKING, {**ASKING, "task": WANTED}, {**ASKING, "answers": {"evidence": [
        {"text": "а", "file": None}]}}),
    "tasks/day_too_early": ({"due_on": DAY}, {"due_on": None}),
    "tasks/day_too_late": ({"ends_on": "2018-12-31"},),
    "tasks/decided": decided(ABOUT),
    "tasks/day_overtaken": ({"day": DAY, "due_on": "2018-07-30"}, {"day": DAY, "due_on": None}),
    "tasks/evidence_added": ({**ABOUT, "pieces": 3},),
    "tasks/told_passed_on": ({**ABOUT, "who": NAME},),
    "tasks/done": ({**ABOUT, "pieces": 3}, {**ABOUT, "pieces": 0},
                   *({**ABOUT, "task": replace(TASK, kind=kind), "pieces": 0} for kind in ("contest", "expertise"))),
    "tasks/evidence": ({**ABOUT, "given": PIECES}, {**ABOUT, "given": []}),
    "tasks/evidence_enough": ({"limit": 10},),
    "fallback/file_refused": ({"name": "песня <и> ноты.mp3"},),
    "tasks/evidence_file": ({"each": PIECES[1]},),
    "tasks/hand_over": ({**ABOUT, "members": [PERSON], "member": PERSON}, {**ABOUT, "members": [], "member": PERSON}),
    "tasks/handed": ({**ABOUT, "to": PERSON},),
    "tasks/list": (
        LIST, {**LIST, "lines": []}, {**LIST, "lines": [NO_DAY], "kind": "watch_check", "organisation": SCHOOL},
        *({**LIST, "kind": kind, "watching": False} for kind in ("open", "late", "done")),
        *({**LIST, "kind": kind} for kind in ("watch_open", "watch_done")),
    ),
    "tasks/more_time_asked": told(ABOUT),
    "tasks/not_ours_sent": told(ABOUT),
    "menu/more": ({},),
    "menu/help": ({"watching": True, "answering": True}, {"watching": False, "answering": False}),
    "tasks/schools": (
        {**FOUND, "schools": WATCHED}, {**FOUND, "schools": WATCHED, "total": 45, "skip": 7},
        {**FOUND, "schools": WATCHED, "searched": "школа 19"},
        {**FOUND, "schools": WATCHED, "searched": "школа 19", "total": 45}, {**FOUND, "schools": []},
    ),
    "tasks/told_decided": decided(ABOUT),
    "tasks/told_done": ({**ABOUT, "pieces": 2}, {**ABOUT, "pieces": 0},
                        {**ABOUT, "task": replace(TASK, kind="contest"), "pieces": 0}),
    **dict.fromkeys(("tasks/told_accepted", "tasks/told_returned", "tasks/told_done_team"),
                    (ABOUT, {**ABOUT, "task": replace(TASK, kind="contest")})),
    "tasks/told_handed": (ABOUT, {**ABOUT, "task": UNDATED}),
    "tasks/told_kept": (ABOUT, {**ABOUT, "task": UNDATED}),
}
