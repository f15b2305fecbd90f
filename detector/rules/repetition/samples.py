"""Plain prose that several rules use in their examples."""

from __future__ import annotations

FERRY = (
    "The ferry leaves from the north quay at seven in the morning and takes just under an hour. "
    "Bring something warm, because the deck is open on both sides and the wind comes straight "
    "off the ice. "
)
GARDEN = (
    "My neighbour never waters his beans in the evening. He says that slugs follow the damp, and "
    "since his rows stand twice as high as mine by June, I have stopped arguing with him. "
)
BIRDS = (
    "Swifts spend almost their whole life in the air, and even sleep on the wing. They land only "
    "to breed, in holes under old roofs, which is why new buildings leave them homeless. "
)
