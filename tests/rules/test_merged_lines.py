"""Debris that a scraper leaves when it joins lines, or reads an encoding wrongly."""

from __future__ import annotations

import pytest

from detector.text.document import ContentType
from tests.rules.test_markup_debris import PROSE, findings_of, score_of

TITLE = "# The bridge\n\n"


@pytest.mark.parametrize(
    ("debris", "rule"),
    [
        ("tide = require ( ' tide ' ) ; tide . listen ( 80 , () => log ( ' ok ' )) ;", "flattened"),
        (
            "SELECT name , port FROM boats WHERE port = ' Sund ' AND tide > 3 ; "
            "INSERT INTO boats ( name , port ) VALUES ( ' Ann ' , ' Sund ' ) ;",
            "flattened-code",
        ),
        (
            '{ " name " : " tide " , " tags " : [ " a " , " b " ] , " port " : 80 }',
            "flattened-code",
        ),
        ("title: The bridge tags: iron, river published: true", "front-matter"),
        ("layout: post title: The bridge date: 2020-01-01", "front-matter"),
        ("{% katex %} a^2 {% endkatex %}", "shortcode"),
        ("[/vc_column_text]", "shortcode"),
        ("We paint it. ## The cost It is high. ## The end That is all.", "unrendered-markdown"),
        ("See ]( https : // img . site . invalid / a . png ) here.", "torn-link"),
        (r"The mill is old.\\n\\n## Next\\n\\nThe town paid for it.", "literal-escape"),
        ("It\u00c6s old, and they don\u00c6t paint it.", "lost-apostrophe"),
        ("Their \u00e2 best \u00e2 boats run.", "mojibake"),
        ("(function() { document.createElement('script'); })();", "visible-code"),
        ("<<<<<<< HEAD It is iron. ======= It is steel. >>>>>>> main", "merge-conflict"),
    ],
)
def test_debris_amid_a_paragraph_is_reason_to_act(debris: str, rule: str) -> None:
    text = TITLE + PROSE + debris + " " + PROSE
    assert any(f.rule.startswith(rule) for f in findings_of(text, ContentType.MARKDOWN))
    assert score_of(text, ContentType.MARKDOWN) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "for (i = 0; i < n; i++) { tide = f(i); if (tide) { return tide; } }",
        "Use tide.open(), tide.read(), tide.close() and tide::log() to read the table of a port.",
        "Four genes (A1); B2 (C3); D4 (E5); F6 (G7); H8 (J9); K1 (L2); M3 (N4); and P5 (Q6).",
        "The talk has three tags: iron, rivers and towns. The date: a Monday.",
        "He ran 3 ## in a row, and C# # is no language; ** marks a footnote, **** a good hotel.",
        "Is it? so they say. What? t and s? And who? re-read the letter, then ask: why? ll is odd.",
        "Le m\u00e2t et le b\u00e2t; los pa\u00edses ah\u00ed; B\u00c3O, \u00c2ge d'or.",
        r"The path is C:\\notes\\table, and the sum of \\nu and \\nabla is \\n once.",
    ],
)
def test_prose_that_looks_like_it_is_left_alone(text: str) -> None:
    assert findings_of(TITLE + PROSE + "\n\n" + text, ContentType.MARKDOWN) == ()
    assert findings_of(PROSE + "\n\n" + text) == ()
