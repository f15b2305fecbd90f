"""What LaTeX and its common packages call things, and what readers see of them."""

from __future__ import annotations

HEADINGS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "frametitle": 3,
    "framesubtitle": 4, "addsec": 2, "addchap": 1,
}  # fmt: skip
RUN_IN = frozenset(("paragraph", "subparagraph"))

# Macros of which the first N arguments in braces are left out, and what follows is read.
LEFT_OUT = {
    **dict.fromkeys(
        """label ref eqref autoref cref Cref pageref nameref vref Vref fref index gls glspl Gls
        input include includeonly subfile import includegraphics includesvg
        bibliography addbibresource
        bibliographystyle vspace hspace vskip hskip usepackage RequirePackage documentclass
        pagestyle thispagestyle pagenumbering color textcolor colorbox cellcolor rowcolor
        raisebox parbox scalebox rotatebox hyperlink hypertarget phantomsection cmidrule cline
        todo missingfigure thanks author date affiliation affil institute email orcid address
        institution city country state department streetaddress postcode authornote acmConference
        acmDOI acmISBN acmYear acmPrice ccsdesc keywords subjclass subjclass[2020] title subtitle
        IEEEauthorblockN IEEEauthorblockA icmlauthor icmltitle bstctlcite nocite newtheorem
        theoremstyle
        hypersetup geometry lstset graphicspath DeclareMathOperator newif usetikzlibrary
        pgfplotsset tikzset sisetup captionsetup linespread setcounter hyphenation
        markboth markright stepcounter refstepcounter tableofcontents marginnote marginpar
        glsadd acrodef newacronym excludecomment includecomment setstretch titlerunning
        authorrunning institutename lfoot rfoot cfoot lhead rhead chead fancyhf fancyhead fancyfoot
        crefrange vphantom hphantom phantom comment iffalse lstinputlisting verbatiminput
        inputminted bibitem pdfbookmark subsectionmark sectionmark chaptermark""".split(),
        1,
    ),
    **dict.fromkeys(
        """setlength addtolength newcommand renewcommand providecommand DeclareRobustCommand
        addtocounter multicolumn multirow resizebox fontsize rule fcolorbox definecolor colorlet
        newcolumntype DeclarePairedDelimiter setkeys titlespacing newglossaryentry adjustbox
        href foreignlanguage""".split(),
        2,
    ),
    **dict.fromkeys(
        "addcontentsline newenvironment renewenvironment titleformat newtcolorbox".split(), 3
    ),
    "foreignlanguage": 1, "newlength": 0, "tableofcontents": 0, "phantomsection": 0,
    "newtheorem": 2, "DeclareMathOperator": 2, "iffalse": 0, "begin": 1, "end": 1,
}  # fmt: skip
CODE = frozenset("texttt code lstinline path nolinkurl mintinline file cmd command".split())
VERBATIM_MACROS = frozenset("verb lstinline mintinline Verb".split())
NOTES = frozenset("footnote footnotetext sidenote endnote".split())

# Environments, without a star at the end of their names.
VERBATIM = frozenset(
    "verbatim Verbatim BVerbatim lstlisting minted comment filecontents alltt listing"
    " tcblisting code semiverbatim DoxyCode DoxyCodeInclude".split()
)
NO_PROSE = VERBATIM | frozenset(
    "equation align alignat flalign gather multline eqnarray math displaymath dmath subequations"
    " tikzpicture pgfpicture circuitikz forest algorithm algorithmic algorithm2e"
    " thebibliography CCSXML array cases matrix pmatrix bmatrix prooftree picture axis tikzcd"
    " IEEEeqnarray titlepage keyword keywords IEEEkeywords acronym scope filecontents".split()
)
QUOTES = frozenset("quote quotation verse displayquote blockquote epigraph".split())
LISTS = frozenset(
    "itemize enumerate description compactitem compactenum inparaenum compactdesc list"
    " trivlist questions parts tasks".split()
)
TABLES = {
    "tabular": 1, "tabularx": 2, "tabulary": 2, "longtable": 1, "tabu": 1, "xltabular": 2,
    "supertabular": 1, "tblr": 1, "longtblr": 1,
}  # fmt: skip
ENVIRONMENT_ARGUMENTS = {
    "minipage": 1, "multicols": 1, "wrapfigure": 2, "wraptable": 2, "adjustbox": 1, "column": 1,
    "subfigure": 1, "subtable": 1, "spacing": 1, "adjustwidth": 2, "list": 2, "floatrow": 0,
    "otherlanguage": 1, "threeparttable": 0, "tasks": 0,
}  # fmt: skip

SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "l": "ł", "L": "Ł", "i": "i", "j": "j", "dots": "…", "ldots": "…", "textellipsis": "…",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textendash": "–",
    "textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textquotesingle": "'", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "S": "§", "P": "¶",
    "pounds": "£", "euro": "€", "texteuro": "€", "LaTeX": "LaTeX", "TeX": "TeX",
    "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "textless": "<", "textgreater": ">", "textbar": "|",
    "textunderscore": "_", "textbullet": "•", "quad": " ", "qquad": " ", "space": " ",
    "textdollar": "$", "slash": "/", "textcelsius": "°C", "eg": "e.g.", "ie": "i.e.",
    "etal": "et al.", "etc": "etc.", "today": " ", "hfill": " ", "enspace": " ", "and": " ",
    "xspace": "", "checkmark": "✓", "textquotedbl": '"', "nobreakspace": " ", "thinspace": " ",
}  # fmt: skip
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
MATH = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Pi": "Π",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "times": "×", "pm": "±",
    "approx": "≈", "sim": "~", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "in": "∈",
    "infty": "∞", "cdot": "·", "ldots": "…", "dots": "…", "cdots": "…", "ll": "≪", "gg": "≫",
    "circ": "°", "log": "log", "ln": "ln", "max": "max", "min": "min", "exp": "exp",
    "leftarrow": "←",
    "subset": "⊂", "cup": "∪", "cap": "∩", "sum": "∑", "prod": "∏", "partial": "∂", "ell": "ℓ",
    "checkmark": "✓", "uparrow": "↑", "downarrow": "↓", "equiv": "≡", "mid": "|", "star": "⋆",
}  # fmt: skip
