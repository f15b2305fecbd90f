"""LaTeX: what is read of each construct, and what is left alone."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.formats.cases import Blocks, blocks, read

CASES: dict[str, tuple[str, Blocks]] = {
    "a document": (
        "\\documentclass{article}\n\\title[B]{The \\emph{Boat}\\thanks{Me}}\n\\author{A}\n\\begin{document}\n\\maketitle\nText.\n\\end{document}\nrest\n",
        ["title The Boat", "paragraph Text."],
    ),
    "a chapter": ("\\chapter{Hull}\n\\label{h}\nOak.\n\n\\section*{Keel}\nMore.\n", ["title Hull", "paragraph Oak.", "heading Keel", "paragraph More."]),
    "paragraphs": ("One\nline. % no\n\nTwo.\\par Three.", ["paragraph One line.", "paragraph Two.", "paragraph Three."]),
    "an abstract": ("\\begin{abstract}\nShort.\n\\end{abstract}\nLong.", ["paragraph Short.", "paragraph Long."]),
    "lists": ("\\begin{itemize}\n\\item one\n\\begin{enumerate}\\item two\\end{enumerate}\n\\item[Third] three\n\\end{itemize}\n", ["list_item one", "list_item two", "list_item Third three"]),
    "a figure": ("\\begin{figure}[h]\n\\includegraphics[width=1cm]{a}\n\\caption[s]{The boat.}\\label{f}\n\\end{figure}\n", ["caption The boat."]),
    "a table": ("\\begin{tabular}{l|c}\n\\hline A & B \\\\ \\midrule\nx & \\textbf{y} \\\\[2pt]\n\\multicolumn{2}{c}{both}\\\\\n\\end{tabular}", ["table A | B", "table x | y", "table both"]),
    "code": ("\\begin{verbatim}\nint x{ % y\n\\end{verbatim}\nText.", ["code", "paragraph Text."]),
    "code of Doxygen": ("\\begin{DoxyCodeInclude}{0}\n\\DoxyCodeLine{int x{ y}\n\\end{DoxyCodeInclude}\nText.", ["code", "paragraph Text."]),
    "formulas on their own": ("It is\n\\begin{equation}x\\end{equation}\n\\[ y \\] and $$z$$ so.", ["paragraph It is and so."]),
    "a quotation": ("\\begin{quote}Never.\\end{quote}Text.", ["quotation", "paragraph Text."]),
    "a theorem": ("\\begin{theorem}\\label{t}Boats float.\\end{theorem}", ["paragraph Boats float."]),
    "a footnote": ("Oak.\\footnote{In \\emph{salt}.} Yes.", ["paragraph Oak. Yes.", "paragraph In salt."]),
    "references": ("\\begin{thebibliography}{9}\\bibitem{a} A.\\end{thebibliography}\nText.", ["paragraph Text."]),
    "definitions": ("\\newcommand{\\x}[1]{boat #1}\\def\\y#1{b}\\setlength{\\a}{1cm}\\input{other}Text.", ["paragraph Text."]),
    "slides": ("\\begin{frame}[t]{Hull}\nOak.\n\\end{frame}", ["heading Hull", "paragraph Oak."]),
    "a run-in heading": ("One.\n\\paragraph{Hull.} Oak.", ["paragraph One.", "paragraph Hull. Oak."]),
}  # fmt: skip

INLINE = {
    "\\textbf{a} \\emph{b \\textit{c}} {\\bf d}": "a b c d",
    "``Yes,'' he said---or `no'.": "\"Yes,\" he said—or 'no'.",
    "5\\% of \\$3 \\& a\\_b": "5% of $3 & a_b",
    "Erd\\H{o}s, caf\\'e, na\\\"{\\i}ve, Stra\\ss e": "Erdős, café, naïve, Straße",
    "as in~\\cite[p.~2]{a,b}.": "as in.",
    "See Section~\\ref{a}.": "See Section.",
    "\\href{https://a.org}{Text} and \\url{https://b.org/x_y}": "Text and https://b.org/x_y",
    "\\textcolor{red}{Text} \\hspace{1cm}more": "Text more",
    "with $n = 5$, $\\alpha\\leq 3$ and $\\frac{a}{b}$.": "with n = 5, α≤ 3 and.",
    "\\verb|a{b| and \\texttt{c\\_d}": "a{b and c_d",
    "a price of \\$5 and \\$6": "a price of $5 and $6",
    "{unclosed and } stray \\end{x} \\begin{y}": "unclosed and stray",
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_blocks(source: str, expected: Blocks) -> None:
    assert blocks("latex", source) == expected
    assert blocks("latex", source.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("source", "expected"), INLINE.items())
def test_inline(source: str, expected: str) -> None:
    assert read("latex", source).text == expected


def test_macros_for_a_name_are_put_in() -> None:
    source = "\\newcommand{\\boat}{Swan\\xspace}\\begin{document}The \\boat{} sails.\\end{document}"
    assert read("latex", source).text == "The Swan sails."


def test_code_and_links_are_noted() -> None:
    document = read("latex", "Run \\texttt{make}, see \\href{https://a.org/b\\_c}{there}.")
    assert [document.text[a:b] for a, b in document.code] == ["make"]
    assert [(x.anchor, x.target) for x in document.links] == [("there", "https://a.org/b_c")]
