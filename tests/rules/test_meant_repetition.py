"""What is repeated on purpose is spared: orders, refrains, steps, penalties, names and samples."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.text.document import ContentType
from tests.rules.test_repetition import BASE, copies_only, found

MORNING = "The morning finds the kettle on the stove."
SNOW = "I hear the snow slide slowly from the roof."
VILLANELLE = "\n\n".join(
    [
        f"{MORNING}\nMy father folds the paper by the door.\n{SNOW}",
        f"The dog has slept all night beneath the clove.\n"
        f"He dreams of hares and does not ask for more.\n{MORNING}",
        f"We split the birch logs in the lower grove.\n"
        f"The axe has left a splinter on the floor.\n{SNOW}",
        f"My sister darns a long forgotten glove.\n"
        f"She never said what she had kept it for.\n{MORNING}",
        f"There was a year when everybody strove.\n"
        f"They sold the mare and half the apple store.\n{SNOW}",
        f"So let the others tell you where they rove.\n"
        f"We have the hill, the river and the shore.\n{MORNING}\n{SNOW}",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 500,
        " \n\t\n" * 300,
        f"{FERRY}\n\n" + "\n\n".join(["Add to cart"] * 40) + f"\n\n{GARDEN}",
        "- one egg\n- one egg\n- two eggs\n" * 20,
        "| a | b |\n" * 50,
        "Hold on, hold on, my love\nuntil the night is gone\n" * 12,
        "\n".join(f"- Fixed a crash in version 1.{n}.0 (#{n})" for n in range(60)),
        VILLANELLE,
    ],
    ids=[
        "empty",
        "blank lines",
        "blanks",
        "buttons",
        "recipe",
        "table",
        "refrain",
        "changes",
        "villanelle",
    ],
)
def test_meant_repetition_is_no_error(text: str) -> None:
    assert not [f for f in found(text) if f.severity is Severity.ERROR]
    assert not copies_only(found(text))


def test_an_instruction_may_open_each_part() -> None:
    order = "Answer two of the questions in this part, and write no more than a page for each."
    parts = [f"Part {n}\n\n{order}\n\n{text}" for n, text in enumerate((FERRY, GARDEN, BIRDS), 1)]
    assert {f.severity for f in copies_only(found("\n\n".join(parts)))} == {Severity.INFO}
    loose = "\n\n".join(f"{order}\n\n{text}" for text in (FERRY, GARDEN, BIRDS))
    assert {f.severity for f in copies_only(found(loose))} == {Severity.WARNING}


STEPS = (
    "Download the archive of the latest release and unpack it in a folder that you can write to. "
    "Then open a terminal in this folder and start the installer that you find there. "
    "The first start takes about a minute, because the program builds its list of harbours."
)
PENALTY = "The master of the vessel is liable to a fine of not more than two hundred crowns."
CASES = {
    "platforms": [f"## {name}\n\n{STEPS}\n\n" for name in ("Windows", "macOS", "Linux")],
    "tabs": [f'=== "{name}"\n\n    {STEPS}\n\n' for name in ("npm", "yarn", "pnpm")],
    "versions": [f"## Version {name}\n\n{STEPS}\n\n" for name in ("2.4", "3.0", "3.1")],
    "under an own heading": [
        f"## On {name}\n\n### First steps\n\n{STEPS}\n\n" for name in ("Debian", "Fedora")
    ],
    "where it is used": [
        f"**{name}**\n\n{STEPS}\n\n" for name in ("On the desktop", "On a phone", "In the browser")
    ],
    "functions": [
        f"### {name}\n\n{STEPS}\n\n" for name in ("open_port()", "close_port()", "list_ports()")
    ],
}
DIFFERENT = {
    "the same heading": [f"## Windows\n\n{STEPS}\n\n"] * 3,
    "places": [
        f"**{name}**\n\n{STEPS}\n\n" for name in ("On the island", "On a boat", "In the town")
    ],
    "topics": [f"## {name}\n\n{STEPS}\n\n" for name in ("Why boats", "Our ferry", "The quay")],
    "towns": [f"## Ferry to {name}\n\n{STEPS}\n\n" for name in ("Bergen", "Porto", "Lyon")],
}


def rules_of(text: str) -> set[str]:
    return {f.rule for f in found(text, ContentType.MARKDOWN) if f.severity is not Severity.INFO}


@pytest.mark.parametrize("parts", CASES.values(), ids=CASES.keys())
def test_what_differs_by_case_may_stand_in_each(parts: list[str]) -> None:
    assert rules_of(f"# Harbours\n\n{FERRY}\n\n{''.join(parts)}") == set()


@pytest.mark.parametrize("parts", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_padding_under_headings_is_found(parts: list[str]) -> None:
    assert "duplicate-paragraph" in rules_of(f"# Harbours\n\n{FERRY}\n\n{''.join(parts)}")


def test_items_may_end_in_the_same_penalty() -> None:
    items = [f"{n}. {sentence} {PENALTY}\n" for n, sentence in enumerate(BASE[:6], 1)]
    assert "duplicate-sentence" not in rules_of("".join(items))
    praise = PENALTY.replace("liable to a fine of not more than", "worth a trip of more than")
    assert "duplicate-sentence" in rules_of("".join(items).replace(PENALTY, praise))


def test_a_list_of_offences_may_be_mostly_their_penalty() -> None:
    offences = ("Mooring at the fish quay", "Speeding inside the mole", "Fishing from the bridge")
    long = PENALTY[:-1] + ", to the cost of the removal and to the loss of the licence for a year."
    items = "".join(f"{n}. {offence}. {long}\n" for n, offence in enumerate(offences * 2, 1))
    assert "duplicate-paragraph" in rules_of(items)
    once = "".join(f"{n}. {offence}. {long}\n" for n, offence in enumerate(offences, 1))
    assert rules_of(f"{FERRY}\n\n{once}") == set()


def test_a_manual_may_say_a_sentence_of_two_options() -> None:
    note = "The new value takes effect when the server is started for the next time."
    text = " ".join(BASE[:6])
    page = f"{text} {note}\n\n```\nserver start\n```\n\n{GARDEN}\n\n{BIRDS} {note}\n\n{FERRY}"
    assert {f.severity for f in copies_only(found(page, ContentType.MARKDOWN))} == {Severity.INFO}
    plain = page.replace("```\nserver start\n```", "The clerk went home.")
    plain = f"{note} {plain.replace(note, '', 1)}"
    assert copies_only(found(plain.replace(BASE[0], "").replace(BASE[1], ""), ContentType.MARKDOWN))


def test_names_and_titles_may_be_repeated() -> None:
    words = (FERRY + GARDEN + BIRDS).split()
    about = " ".join(" ".join([*words[i : i + 10], "{0}"]) for i in range(0, len(words), 10))
    assert "heavy-phrase" not in rules_of(about.format("Old Ferry Meeting"))
    assert "heavy-phrase" in rules_of(about.format("old ferry meeting"))
    assert "heavy-phrase" not in rules_of(
        "# Old ferry meeting\n\n" + about.format("old ferry meeting")
    )


LINE = "Bring a warm coat, a lamp and enough bread for the whole of the crossing"
# Said twice in a text of 120 words: the first is meant, the second is padding.
TWICE = {
    "items of two cases": (
        f"## By ferry\n\n{FERRY}\n\n- {LINE}\n\n## On foot\n\n{GARDEN}\n\n- {LINE}\n",
        f"## By ferry\n\n{FERRY} {LINE}.\n\n## On foot\n\n{GARDEN} {LINE}.\n",
    ),
    "a summary": (
        f"## Key points\n\n{LINE}.\n\n## The trip\n\n{FERRY} {LINE}. {GARDEN}\n",
        f"## The weather\n\n{LINE}.\n\n## The trip\n\n{FERRY} {LINE}. {GARDEN}\n",
    ),
    "a line drawn out": (
        f'{FERRY} {LINE}. {GARDEN}\n\n"{LINE}."\n\n{BIRDS}',
        f"{FERRY} {LINE}. {GARDEN}\n\n{LINE}.\n\n{BIRDS}",
    ),
    "a line above its speaker": (
        f"{FERRY} {LINE}. {GARDEN}\n\n{LINE}\n\nBerit Holm, captain\n\n{BIRDS}",
        f"{FERRY} {LINE}. {GARDEN}\n\n{LINE}\n\n{BIRDS}",
    ),
    "what introduces another list": (
        f"{FERRY}\n\n{LINE}, and take with you:\n\n- skates\n\n{GARDEN}\n\n"
        f"{LINE}, and take with you:\n\n- a spade\n",
        f"{FERRY}\n\n{LINE}, and take with you:\n\n- skates\n\n{GARDEN}\n\n"
        f"{LINE}, and take with you:\n\n- skates\n",
    ),
    "a way on from each case": (
        f"{FERRY}\n\n[{LINE}](/coat)\n\n{GARDEN}\n\n[{LINE}](/coat)\n",
        f"{FERRY}\n\n{LINE}\n\n{GARDEN}\n\n{LINE}\n",
    ),
    "a refrain": (
        *(
            f"There is snow on the quay{end}and the boats are away.{end}{refrain}.\n\n"
            f"There is ice in the bay{end}and the captain is grey.{end}{refrain}.\n\n{BIRDS}"
            for end, refrain in (
                ("\n", "And the ones that I left\nare the ones that I sing to"),
                (" ", "And the ones that I left are the ones that I sing to"),
            )
        ),
    ),
    "the same method": (
        *(
            f"{FERRY} {line}.\n\n{GARDEN} {line}.\n"
            for line in (
                "The boats and the birds were counted in the same way as in study 1",
                "The boats and the birds were counted in the very best way of all",
            )
        ),
    ),
    "opening hours": (
        *(
            f"{FERRY} {line}.\n\n{GARDEN} {line}.\n"
            for line in (
                "You can call us from Monday to Friday, 8:00 a.m. to 9:00 p.m.",
                "You can call us for the best offers that are in the whole town",
            )
        ),
    ),
}


@pytest.mark.parametrize(("meant", "padding"), TWICE.values(), ids=TWICE.keys())
def test_what_is_said_twice_on_purpose_is_spared(meant: str, padding: str) -> None:
    assert rules_of(meant) == set()
    assert rules_of(padding) == {"duplicate-sentence"}


def test_two_sentences_of_a_long_text_are_a_note_and_a_refrain_of_padding_is_not() -> None:
    text = "\n\n".join([*BASE, LINE + "."])
    assert {f.severity for f in copies_only(found(f"{text}\n\n{LINE}."))} == {Severity.INFO}
    padded = "\n\n".join(f"{sentence} {LINE}." for sentence in BASE[:6])
    assert {f.severity for f in copies_only(found(padded))} == {Severity.WARNING}


def test_names_of_diseases_and_tags_are_no_heavy_phrase() -> None:
    about = "Doctors see {0} now and then. A child with {0} is tired, and {0} can be treated. " * 8
    assert "heavy-phrase" not in rules_of(about.format("hereditary telangiorrhexis"))
    assert "heavy-phrase" in rules_of(about.format("cheap garden furniture"))
    tagged = [f"{sentence} " + "&lt;span class=a&gt; " * 4 for sentence in BASE]
    assert "heavy-phrase" not in rules_of(" ".join(tagged))
    assert "heavy-phrase" in rules_of(
        " ".join(tagged).replace("&lt;span class=a&gt;", "span class")
    )


def test_samples_of_code_may_be_explained_alike() -> None:
    note = "The name of the port has to be in the list of ports that the harbour keeps open."
    parts = "".join(f"{text}\n\n```\nopen {n}\n```\n\n{{}}\n\n" for n, text in enumerate(BASE[:5]))
    assert not copies_only(found(parts.replace("{}", note), ContentType.MARKDOWN))
    named = note.replace("list of ports", "`ports` list").replace("name of the", "name of every")
    assert not copies_only(
        found("".join(f"{text}\n\n{named}\n\n" for text in BASE[:5]), ContentType.MARKDOWN)
    )
    loose = "".join(f"{text}\n\n{note}\n\n" for text in BASE[:5])
    assert copies_only(found(loose, ContentType.MARKDOWN))


def test_checksums_and_addresses_are_no_phrase() -> None:
    lines = "".join(
        f"{n * 7919:08x}{n * 104729:08x}{n * 1299709:08x} harbour-list-{n}.0-amd64.tar.gz\n\n"
        for n in range(1, 40)
    )
    assert rules_of(f"# Files\n\n{FERRY}\n\n{lines}") == set()


def test_a_text_that_stands_twice_is_found_with_its_headings() -> None:
    page = "".join(CASES["platforms"][:1]) + f"## Linux\n\n{FERRY}\n\n"
    assert "duplicate-paragraph" in rules_of(page * 2)


def test_code_and_quotations_do_not_count() -> None:
    line = "the value of the count is added to the sum of that in a loop for you"
    block = f"```\n{line}\n```\n\n> {line}\n\n"
    assert not copies_only(found(f"{FERRY}\n\n{block}{GARDEN}\n\n{block}", ContentType.MARKDOWN))
