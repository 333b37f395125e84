"""Many people writing at once: `python -m tools.bench.writers [people [rounds]]`, on the database that is set.

Every person reads the edit page of the same measure, adds a word of their own to its background and sends it, again
when somebody else was quicker; and in between comments on that measure and says how far another one has come. In the
end every word, comment and result that the server said it had saved must stand there, and in the history. Prints rows
for `tools.bench`; ends with 1 when anything is lost or any answer is an error.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import html

from jamn.cli import prepare
from tools.bench.rows import Row, tell
from tools.bench.serving import Visitor, served

if TYPE_CHECKING:
    from jamn.accounts.models import User

PEOPLE, ROUNDS = 32, 5
MOST_TRIES = 400


@dataclass
class Told:
    """What the server has said to one person."""

    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    too_late: int = 0


@dataclass(frozen=True)
class Writer:
    """A person at work on two measures that everybody works on."""

    name: str
    visitor: Visitor
    edited: int
    reported: int

    def work(self, rounds: int) -> Told:
        """All rounds. Returns what the server said that it had saved."""
        told = Told()
        for number in range(rounds):
            said = f"{self.name}-{number}"
            self._edit(said, told)
            if self._post(f"/measures/{self.edited}/comments/", {"text": said}, told) == 302:
                told.comments.append(said)
            report = {"status": "ongoing", "was": "ongoing", "text": said, "next": "/"}
            if self._post(f"/measures/{self.reported}/report/", report, told) == 302:
                told.results.append(said)
        return told

    def _edit(self, word: str, told: Told) -> None:
        """Add a word to the background, with eyes on the newest text, until it is saved."""
        address = f"/measures/{self.edited}/edit/"
        for _ in range(MOST_TRIES):
            status, page = self.visitor.get(address)
            told.answers[status] += 1
            if status != 200:
                return
            form = _form_of(page)
            form["background"] = f"{form['background']} {word}".strip()
            if self._post(address, form, told) == 302:
                told.words.append(word)
                return
            told.too_late += 1

    def _post(self, address: str, form: Mapping[str, str | list[str]], told: Told) -> int:
        status, _ = self.visitor.post(address, form)
        told.answers[status] += 1
        return status


def _form_of(page: bytes) -> dict[str, str | list[str]]:
    """The fields of the page's form, as a browser would send them."""
    (form,) = (each for each in html.document_fromstring(page).forms if "opened" in each.fields)
    fields: dict[str, str | list[str]] = {}
    for name, value in form.form_values():
        standing = fields.get(name)
        if standing is None:
            fields[name] = value
        else:
            fields[name] = [*standing, value] if isinstance(standing, list) else [standing, value]
    return fields


def _stage(people: int) -> tuple[list[User], int, int]:
    """A plan of two measures, and so many advisers."""
    from jamn.accounts.models import User
    from jamn.org.actions import create_employer, give_role
    from jamn.org.models import Role
    from jamn.plan.actions import MeasureWords, create_plan
    from jamn.plan.models import Status

    top = create_employer("Solvik kommune", country="no", sector="public")
    cast = [User.objects.create_user(f"{number}@solvik.example", name=f"Rådgiver {number}") for number in range(people)]
    for person in cast:
        give_role(person, Role.ADVISER, at=top)
    words = [MeasureWords(title=title, status=Status.ONGOING) for title in ("Det som endres", "Det som meldes")]
    plan = create_plan(top, by=cast[0], title="Handlingsplan", measures=words)
    edited, reported = plan.measures.order_by("position").values_list("pk", flat=True)
    return cast, edited, reported


def _lost(told: list[Told], edited: int, reported: int) -> int:
    """How much of what was said to be saved does not stand there, once."""
    from jamn.plan.models import Measure

    measure = Measure.objects.get(pk=edited)
    standing = (
        Counter(measure.background.split()),
        Counter(measure.comments.values_list("text", flat=True)),
        Counter(Measure.objects.get(pk=reported).results.values_list("text", flat=True)),
    )
    saved = [
        Counter(word for each in told for word in getattr(each, what)) for what in ("words", "comments", "results")
    ]
    lost = sum(sum(((said - stands) + (stands - said)).values()) for said, stands in zip(saved, standing, strict=True))
    written = measure.history.exclude(background="").count()
    return lost + abs(int(written) - sum(saved[0].values()))


def main() -> int:
    """Returns 1 when anything is lost, or any answer was an error."""
    people, rounds = (int(given) for given in (sys.argv[1:] + [str(PEOPLE), str(ROUNDS)][len(sys.argv) - 1 :]))
    prepare()
    cast, edited, reported = _stage(people)
    with served() as port, ThreadPoolExecutor(people) as pool:
        writers = [Writer(f"w{number}", Visitor(user, port), edited, reported) for number, user in enumerate(cast)]
        began = time.perf_counter()
        told = list(pool.map(lambda writer: writer.work(rounds), writers))
        took = time.perf_counter() - began
    answers = sum((each.answers for each in told), Counter[int]())
    errors = sum(count for status, count in answers.items() if status not in {200, 302, 422})
    unsaved = 3 * people * rounds - sum(len(each.words) + len(each.comments) + len(each.results) for each in told)
    lost = _lost(told, edited, reported)
    name = f"{people} people writing at once"
    tell(Row(f"{name}: lost of {3 * people * rounds} changes", lost, 0, unit=""))
    tell(Row("  … not saved", unsaved, 0, unit=""))
    tell(Row("  … answers that are errors", errors, 0, unit=""))
    tell(Row("  … shown what a colleague had written meanwhile", sum(each.too_late for each in told), unit=""))
    tell(Row("  … an answer, on average", took / sum(answers.values()), unit="s"))
    return int(bool(lost or unsaved or errors))


if __name__ == "__main__":
    raise SystemExit(main())
