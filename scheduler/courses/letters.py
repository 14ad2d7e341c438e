"""What people hear of a course: who is named, which schools have named too few, that it is over, completed. Pure."""

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_attendance import GetCertificate
from messages.meanings_of_courses import OpenCourse, ShowOutcome, ShowStaff
from messages.meanings_of_events import AnswerInvitation
from messages.replies import Reply, Tone
from storage.courses import Course
from storage.rsvps import Answer


def nominated(catalogue: Catalogue, course: Course, *, by: str, again: bool = False) -> Reply:
    """For a teacher, who says yes or no; `by` is the school."""
    answers = [Choice("yes", AnswerInvitation(course.id, Answer.YES.value), tone=Tone.GOOD),
               Choice("no", AnswerInvitation(course.id, Answer.NO.value))]
    return catalogue.say("courses/told_nominated", [answers, [Choice("open", OpenCourse(course.id))]], course=course,
                         by=by, again=again)


def wanted(catalogue: Catalogue, course: Course) -> Reply:
    """For the directors whose schools have named too few; the same for all."""
    rows = [[Choice("name", ShowStaff(course.id), tone=Tone.MAIN)], [Choice("open", OpenCourse(course.id))]]
    return catalogue.say("courses/told_wanted", rows, course=course)


def over(catalogue: Catalogue, course: Course) -> Reply:
    """For those who hold it."""
    return catalogue.say("courses/told_over", [[Choice("outcome", ShowOutcome(course.id), tone=Tone.MAIN)]],
                         course=course)


def completed(catalogue: Catalogue, course: Course) -> Reply:
    """For whoever has completed it."""
    rows = [[Choice("certificate", GetCertificate(course.id))], [Choice("open", OpenCourse(course.id))]]
    return catalogue.say("courses/told_completed", rows, course=course)
