"""A text as models write it, beside one of a person: for what must be shown of the real model."""

from __future__ import annotations

MACHINE = (
    "In today's fast-paced world, effective time management plays a crucial role in achieving both "
    "personal and professional success. By setting clear priorities and establishing realistic "
    "goals, individuals can significantly enhance their overall productivity. Moreover, it is "
    "essential to embrace a holistic approach that takes into account physical, emotional, and "
    "mental well-being. Incorporating regular breaks not only helps to reduce stress but also "
    "fosters creativity and innovation. Additionally, leveraging modern tools can streamline "
    "complex tasks and ensure that valuable resources are used efficiently. It is important to "
    "note that consistency is key when it comes to building lasting habits. Ultimately, by "
    "understanding the importance of balance, we can navigate the challenges of modern life and "
    "unlock our full potential. In conclusion, mastering the art of time management is a journey "
    "that requires dedication, patience, and a commitment to continuous improvement."
)
HUMAN = (
    "The ferry left an hour late, because the mate had lost the key to the engine room. We sat on "
    "the quay and ate the last of the bread. My sister said this was how it always went, and that "
    "our father had once waited two days for the same boat. Nobody minded much. A man with a dog "
    "told us the fog would lift by noon, and it did, more or less, though by then we'd drunk all "
    "the coffee. What I remember is the smell of diesel and the gulls fighting over a crust. The "
    "boy who sold tickets had fallen asleep against a bollard. When we got to the island, at last, "
    "the shop was shut; the woman who ran it had gone over to the mainland on the morning boat."
)
# A person's article into which two paragraphs of a model's were pasted.
MIXED = f"{HUMAN}\n\n{MACHINE}\n\n{HUMAN.replace('ferry', 'steamer')}\n"
