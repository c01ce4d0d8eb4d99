"""Small documents in binary formats, made byte by byte for the tests."""

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence


def make_zip(files: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def make_pdf(pages: Sequence[Sequence[tuple[str, int, int]]]) -> bytes:
    """Return a PDF; a line of a page is (text, font: 1 plain, 2 bold, 3 or 4 bold and large, gap above in points)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >>"  # noqa: E501
    kids = []
    for page in pages:
        content = (
            b"BT 72 760 Td "
            + b" ".join(
                b"/F%d %d Tf 0 -%d Td (%s) Tj" % (min(font, 2), {3: 14, 4: 18}.get(font, 11), gap, _escaped(text))
                for text, font, gap in page
            )
            + b" ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font %s >> >>"
            % (len(objects), fonts)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + end % (len(objects) + 1, table, len(objects) + 1, len(data))


def _escaped(text: str) -> bytes:
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("latin-1"))


def make_docx(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """Return a Word document; a paragraph is (style, text).

    The style is "", "Heading1", "Heading2", "Question", "Answer", "number" for a numbered list or "bold".
    """
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:pPr>{_paragraph_style(style)}</w:pPr>{_run(style, text)}</w:p>" for style, text in paragraphs
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.title().replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("heading 1", "heading 2", "Question", "Answer")
    )
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    listed = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{listed}'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return make_zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/styles" Target="styles.xml"/><Relationship Id="r2" Type="{office}/numbering" '
            'Target="numbering.xml"/></Relationships>',
            "word/styles.xml": f'<w:styles xmlns:w="{main}">{styles}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{main}">{numbering}</w:numbering>',
            "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        }
    )


def _paragraph_style(style: str) -> str:
    if style == "number":
        return '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f'<w:pStyle w:val="{style}"/>' if style not in ("", "bold") else ""


def _run(style: str, text: str) -> str:
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if style == 'bold' else ''}<w:t>{text}</w:t></w:r>"


def make_database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    data = connection.serialize()
    connection.close()
    return data


def make_deck(notes: Sequence[Sequence[str]], deck: str = "Kitchen::Pots") -> bytes:
    """Return an Anki package with one card for each note."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE notes (id integer primary key, flds text, tags text);"
        "CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer);"
        "CREATE TABLE col (decks text);"
    )
    connection.execute("INSERT INTO col VALUES (?)", (json.dumps({"7": {"name": deck}}),))
    for number, fields in enumerate(notes, 1):
        connection.execute("INSERT INTO notes VALUES (?, ?, '')", (number, "\x1f".join(fields)))
        connection.execute("INSERT INTO cards VALUES (?, ?, 7, 0)", (number, number))
    connection.commit()
    data = connection.serialize()
    connection.close()
    return make_zip({"collection.anki2": data, "media": "{}"})


def make_new_deck(notes: Sequence[Sequence[str]], deck: str = "Kitchen\x1fPots", size_told: bool = True) -> bytes:
    """Return a package as Anki 2.1.50 and later write it: a compressed database and an empty one of the old schema."""
    import zstandard

    connection = sqlite3.connect(":memory:")
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    connection.executescript(
        "CREATE TABLE decks (id integer primary key, name text NOT NULL COLLATE unicase, common blob, kind blob);"
        "CREATE UNIQUE INDEX idx_decks_name ON decks (name);"
        "CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text, flds text, sfld integer);"
        "CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer);"
        "CREATE TABLE col (id integer primary key, decks text);"
        "INSERT INTO col VALUES (1, '');"
    )
    connection.execute("INSERT INTO decks VALUES (7, ?, x'00', x'00')", (deck,))
    for number, fields in enumerate(notes, 1):
        connection.execute("INSERT INTO notes VALUES (?, 'g', 1, '', ?, ?)", (number, "\x1f".join(fields), fields[0]))
        connection.execute("INSERT INTO cards VALUES (?, ?, 7, 0)", (number, number))
    connection.commit()
    data = zstandard.ZstdCompressor(write_content_size=size_told).compress(connection.serialize())
    connection.close()
    old = make_database("CREATE TABLE notes (id integer primary key, flds text); CREATE TABLE col (decks text);")
    return make_zip({"meta": b"\x08\x03", "collection.anki21b": data, "collection.anki2": old, "media": b""})


def make_protected_pdf(password: str) -> bytes:
    """Return a PDF that asks for `password`: the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    user, number = (password.encode() + pad)[:32], b"0123456789abcdef"
    owner = _rc4(hashlib.md5(user, usedforsecurity=False).digest()[:5], user)
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(user + owner + permissions + number, usedforsecurity=False).digest()[:5]
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<%s> <%s>] /Root" % (
        owner.hex().encode(), _rc4(key, pad).hex().encode(), number.hex().encode(), number.hex().encode(),
    )  # fmt: skip
    return make_pdf([[("1. What is a pot?", 2, 0)]]).replace(b"/Root", encrypt)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    other = 0
    for index in range(256):
        other = (other + state[index] + key[index % len(key)]) % 256
        state[index], state[other] = state[other], state[index]
    one = other = 0
    result = bytearray()
    for byte in data:
        one = (one + 1) % 256
        other = (other + state[one]) % 256
        state[one], state[other] = state[other], state[one]
        result.append(byte ^ state[(state[one] + state[other]) % 256])
    return bytes(result)
