"""What ought to come of a press, a text, a reply or an edit: the forms as everybody knows them, over the `Model`."""

from messages.buttons import Meaning
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    CloseThread,
    EnterHours,
    KeepThread,
    NoteRating,
    NoteThread,
    PassTo,
    QuestionSolved,
    ReopenThread,
    TakeThread,
)
from storage.consultations import State
from storage.posts import Kind
from tests.consulting.model import RATING, UNHEARD, Draft, Model, Posted, Thread
from tests.consulting.people import Person

FORMS = {AnswerThread: "answer", NoteThread: "note", AddToQuestion: "add", CloseThread: "closing", NoteRating: "rating"}
KINDS = {"answer": Kind.ANSWER, "note": Kind.NOTE, "add": Kind.QUESTION, "pass": Kind.NOTE, "rating": RATING}
PIECES = ("answer", "note", "add")


class Writing:
    """Everybody's hands, as the model sees them."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def pressed(self, by: Person, meaning: Meaning) -> None:
        """A button of a thread."""
        thread = self.model.threads.get(getattr(meaning, "consultation", 0))
        if thread is None or by.is_gone:
            return
        match meaning:
            case TakeThread(sure=sure):
                self.model.take(thread, by, sure=bool(sure))
            case KeepThread():
                self.model.keep(thread, by)
            case QuestionSolved() if by is thread.asker:
                self.model.close(thread, by)
            case ReopenThread():
                self.model.reopen(thread, by)
                if by is thread.asker:
                    self._begin(by, Draft("add", thread.id))
            case PassTo(participant=to):
                if self.model.may_pass(thread, by, self.model.people[to]):
                    self._begin(by, Draft("pass", thread.id, to))
            case EnterHours():
                if self.model.answers_now(thread, by) and thread.state is State.CLOSED and not thread.minutes \
                        and self.model.owner(thread):
                    self._begin(by, Draft("closing", thread.id))
            case AnswerThread() | NoteThread() | AddToQuestion() | CloseThread() | NoteRating():
                if self._may_begin(thread, by, type(meaning)):
                    self._begin(by, Draft(FORMS[type(meaning)], thread.id))

    def meant(self, by: Person) -> tuple[int, str]:
        """For which thread a text is, and as what, if it is written now."""
        draft = self.model.drafts.get(by.id)
        return (draft.thread, KINDS[draft.form]) if draft and draft.form in KINDS else (0, UNHEARD)

    def said(self, by: Person, word: int, ref: tuple[str, str]) -> None:
        """A text that is no reply."""
        draft = self.model.drafts.get(by.id)
        if draft is None or by.is_gone:
            return
        if draft.form in PIECES:
            draft.pieces.append((word, ref))
            self._still(by, draft)
        elif draft.form == "pass":
            self._pass(by, draft, word)
        elif draft.form == "rating":
            del self.model.drafts[by.id]
        else:
            self._still(by, draft)

    def chosen(self, by: Person, value: str) -> None:
        """A button of the open form: its newest."""
        draft = self.model.drafts.get(by.id)
        if draft is None or by.is_gone:
            return
        if draft.form in PIECES:
            self._send(by, draft)
        elif draft.form == "closing" and draft.minutes is None:
            draft.minutes = int(value)
            if not draft.minutes:
                self._close(by, draft)
            else:
                self._still(by, draft)
        elif draft.form == "closing":
            self._close(by, draft)

    def skipped(self, by: Person) -> None:
        draft = self.model.drafts.get(by.id)
        if draft is not None and draft.form == "pass":
            self._pass(by, draft)

    def cancelled(self, by: Person) -> None:
        self.model.drafts.pop(by.id, None)

    def replied(self, by: Person, thread: Thread, kind: Kind, word: int, ref: tuple[str, str]) -> None:
        """A reply to a message that shows a post of this kind."""
        if by.is_gone:
            return
        if kind is Kind.NOTE:
            self.model.note(thread, by, [(word, ref)])
        elif by is thread.asker:
            self.model.add(thread, [(word, ref)])
        else:
            self.model.answer(thread, by, [(word, ref)])
        self.model.did["replies"] += 1

    def edited(self, by: Person, ref: tuple[str, str], word: int) -> int:
        """An own message holds another word now; the thread of the post that it was, or 0."""
        if by.is_gone:
            return 0
        draft = self.model.drafts.get(by.id)
        if draft and ref in [each for _, each in draft.pieces]:
            draft.pieces = [(word if each == ref else old, each) for old, each in draft.pieces]
            return 0
        for thread in self.model.threads.values():
            for place, post in enumerate(thread.posts):
                if post.author == by.id and post.ref == ref:
                    thread.posts[place] = Posted(post.kind, post.author, word, post.subject, ref)
                    self.model.did["edits"] += 1
                    return thread.id
        return 0

    def _begin(self, by: Person, draft: Draft) -> None:
        """What already holds answers is not thrown away unasked."""
        current = self.model.drafts.get(by.id)
        if current is None or not current.is_filled:
            self.model.drafts[by.id] = draft

    def _may_begin(self, thread: Thread, by: Person, kind: type[Meaning]) -> bool:
        if kind is AnswerThread:
            return self.model.answers_now(thread, by)
        if kind is CloseThread:
            return self.model.answers_now(thread, by) and thread.state is not State.CLOSED
        return self.model.answers(thread, by) if kind is NoteThread else by is thread.asker

    def _still(self, by: Person, draft: Draft) -> None:
        """A form whose matter is no longer theirs ends at the next step."""
        thread = self.model.threads[draft.thread]
        over = {"answer": not self.model.answers(thread, by), "note": not self.model.answers(thread, by),
                "closing": not self.model.answers_now(thread, by)}
        if over.get(draft.form, False):
            del self.model.drafts[by.id]

    def _send(self, by: Person, draft: Draft) -> None:
        thread = self.model.threads[draft.thread]
        if draft.form == "answer" and self.model.answers(thread, by) and not self.model.answers_now(thread, by):
            return  # somebody has taken it meanwhile: what was written is kept
        del self.model.drafts[by.id]
        match draft.form:
            case "answer":
                self.model.answer(thread, by, draft.pieces)
            case "note":
                self.model.note(thread, by, draft.pieces)
            case "add":
                self.model.add(thread, draft.pieces)

    def _pass(self, by: Person, draft: Draft, word: int = 0) -> None:
        del self.model.drafts[by.id]
        self.model.pass_on(self.model.threads[draft.thread], by, self.model.people[draft.to], word)

    def _close(self, by: Person, draft: Draft) -> None:
        del self.model.drafts[by.id]
        self.model.close_with(self.model.threads[draft.thread], by, draft.minutes or 0)
