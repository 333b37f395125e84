"""Publications like those that employers make, one of each kind; the texts are invented."""

from __future__ import annotations

from jamn.documents.publication import (
    Block,
    Bullets,
    Card,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Publication,
    Signatures,
    Table,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="520" height="160" viewBox="0 0 520 160">'
    '<rect x="120" y="20" width="300" height="26" fill="#066570"/><rect x="120" y="62" width="180" height="26" '
    'fill="#066570"/><rect x="120" y="104" width="90" height="26" fill="#9ec3c9"/>'
    '<g font-family="Inter, sans-serif" font-size="12" fill="#1e2829"><text x="110" y="38" text-anchor="end">'
    'Rekruttering</text><text x="110" y="80" text-anchor="end">Lønn</text><text x="110" y="122" text-anchor="end">'
    "Foreldre</text></g></svg>"
)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def risk_table() -> Publication:
    """One table, each risk with its measures beside it."""
    rows: list[tuple[Cell, ...]] = [
        (
            Cell("For liten kjennskap til diskrimineringsgrunnlagene blant ledere (§ 6)", rows=3),
            *row("Informere ledere og ansatte på intranettet om regelverket", "Organisasjon", "01.07.2024"),
        ),
        row("Tema på ledersamling:\n• hva loven krever\n• hvor risikoen ligger", "Direktør", "September 2024"),
        row("Kurs for alle nye ledere", "HR", "Fortløpende"),
        (
            Cell("Rekruttering: utlysninger som ikke når bredt ut", rows=2),
            *row("Gå gjennom malen for stillingsanalyse. Språk og krav vurderes av to personer.", "HR", "15.03.2025"),
        ),
        row("Prøve anonyme søknader i to enheter", "Enhetsledere i samråd med tillitsvalgte", "Høsten 2025"),
        row("Ufrivillig deltid", "Kartlegge og drøfte med tillitsvalgte hvert annet år", "HR", "1 gang per år"),
    ]
    return Publication(
        title="Handlingsplan for likestilling og mot diskriminering 2024–2025",
        language="nb",
        organisation="Fjellheim statsforvaltning",
        blocks=(
            Paragraph("Arbeidsgivere i offentlig sektor skal arbeide aktivt, målrettet og planmessig.", lead=True),
            Paragraph(
                "Kartleggingen ble gjort fra desember 2022 til april 2023 av en partssammensatt gruppe, med støtte "
                "fra bedriftshelsetjenesten."
            ),
            Table(
                "Risiko og tiltak",
                (
                    Column("Risikofaktor / risikotema", 2),
                    Column("Tiltak og beskrivelse", 3),
                    Column("Ansvarlig", 1.4),
                    Column("Frist", 1.2),
                ),
                tuple(rows),
            ),
            Signatures(("Hovedtillitsvalgt", "Direktør"), "Sted og dato"),
        ),
    )


def focus_areas() -> Publication:
    """Focus areas with sub-goals and cards, a front page, contents and a chart."""
    blocks: list[Block] = [
        Heading("Forord"),
        Paragraph("Et mangfoldig arbeidsliv er en forutsetning for gode tjenester.", lead=True),
        Paragraph("Planen gjelder for hele kommunen. " * 14),
        Heading("Status"),
        Figure(
            "Tiltak etter område",
            SVG,
            "Liggende stolper: rekruttering 10 tiltak, lønn 6 og foreldre 3.",
            Table(
                "Tiltak etter område",
                (Column("Område", 3), Column("Antall", 1, numeric=True), Column("Andel", 1, numeric=True)),
                (row("Rekruttering", "10", "53 %"), row("Lønn", "6", "32 %"), row("Foreldre", "3", "15,5 %")),
            ),
        ),
    ]
    for area in ("Tiltrekke", "Beholde", "Utvikle"):
        blocks += [
            Heading(f"Fokusområde: {area}"),
            Paragraph("For å lykkes trenger vi medarbeidere med ulik bakgrunn og forskjellige egenskaper. " * 4),
            Heading("Delmål", 2),
            Bullets(("Vi når en bredere søkermasse gjennom inkluderende språk.", "Alle har rom for å lykkes.")),
            Heading("Tiltak", 2),
        ]
        blocks += [
            Card(
                f"{name} ({area.lower()})",
                aside="2024–2026 · HR og kommunikasjonsenheten",
                text="Vi undersøker hvilke kanaler vi bør være synlige i for å nå underrepresenterte grupper.",
                facts=(
                    ("Metode", "En oversikt over mulige kanaler gjøres tilgjengelig for dem som ansetter."),
                    ("Målgruppe", "Mulige søkere, særlig fra underrepresenterte grupper."),
                ),
            )
            for name in ("Bredere synlighet", "Nye plattformer", "Mentorordning")
        ]
    return Publication(
        title="Plan for likestilling og mangfold",
        language="nb",
        organisation="Nordvik kommune",
        subtitle="2024–2027",
        front=(
            ("Vedtatt av", "Bystyret 21. november 2024"),
            ("Saksnummer", "BS 197/2024"),
            ("Ansvarlig", "HR-direktør Åse Øvrebø"),
        ),
        classification="Åpen (grønn)",
        contents=True,
        blocks=tuple(blocks),
    )


def activities_by_area() -> Publication:
    """A Swedish plan: one table beneath each heading."""
    columns = (Column("Aktivitet", 3), Column("Ansvarig", 1), Column("Tidsplan", 1.2), Column("Uppföljning", 2))
    blocks: list[Block] = []
    for area in ("Arbetsförhållanden", "Rekrytering och befordran", "Löner och anställningsvillkor"):
        blocks += [
            Heading(area),
            Paragraph("Kommunen arbetar aktivt utifrån diskrimineringsgrunderna genom följande aktiviteter."),
            Table(
                area,
                columns,
                (
                    row("Skyddsronder\n• Fysisk\n• OSA", "Chef", "1 ggr/år", "Årlig uppföljning i mars"),
                    row("APT-tema ”Jämlikhet”", "Chef", "Löpande\nMöjlighet 11 ggr/år", "Sammanställs i januari"),
                    row("Lönekartläggning enligt 3 kap. 8–10 §§", "HR", "1 ggr/år (mars)", "Redovisas i samverkan"),
                ),
            ),
        ]
    return Publication(
        title="Aktiva åtgärder 2025", language="sv", organisation="Hjortsjö kommun", contents=True, blocks=tuple(blocks)
    )


def wide_table(count: int = 30) -> Publication:
    """Bufdir's table: six columns in landscape, with a heading row for each area."""
    rows: list[tuple[Cell, ...]] = []
    for number in range(count):
        if number % 10 == 0:
            rows.append((Cell(f"Personalområde {number // 10 + 1}: rekruttering", columns=6, heading=True),))
        rows.append(
            (
                Cell("Undersøkinga viste at få leiarar kjenner kurset. Knytt til etnisitet og funksjonsnedsetting."),
                Cell(
                    "Sørgje for at kurset «Inkluderande rekruttering» vert betre kjend blant leiarar og tillitsvalde."
                ),
                Cell("Alle leiarar som rekrutterer har gjennomført kurset innan utgangen av 2025."),
                Cell("HR\nTillitsvalde"),
                Cell("2025/Pågår"),
                Cell("To nyhendesaker på intranettet. 134 av 450 leiarar så langt."),
            )
        )
    return Publication(
        title="Handlingsplan for likestilling",
        language="nn",
        organisation="Vestfjord fylkeskommune",
        classification="Intern (gul)",
        landscape=True,
        blocks=(
            Table(
                "Tiltak etter personalområde",
                (
                    Column("Bakgrunn for tiltak", 2),
                    Column("Beskriving av tiltak", 2),
                    Column("Mål for tiltak", 2),
                    Column("Ansvarleg", 1.1),
                    Column("Frist/Status", 1.1),
                    Column("Resultat", 2),
                ),
                tuple(rows),
            ),
        ),
    )


def plan_do_check_act() -> Publication:
    """A form: its head, a row of groups above the column headers, lines to sign on."""
    rows: list[tuple[Cell, ...]] = []
    for area in ("Forhindre og avdekke diskriminering", "Mangfold i ledelsen", "Tilrettelegging"):
        rows += [
            (
                Cell(area, rows=2),
                Cell("Diskriminering blir fanget opp tidlig", rows=2),
                *row("Tema i medarbeidersamtalen", "Leder", "30.10.25", "", ""),
            ),
            row("Årlig gjennomgang i AMU", "HR", "Kontinuerlig gjennom året", "Gjort i mai", "Flyttes til høsten"),
        ]
    return Publication(
        title="HMS handlingsplan: likestilling 2025",
        language="nb",
        organisation="Sentralsykehuset Øst",
        landscape=True,
        blocks=(
            Facts(
                (
                    ("Enhet/avdeling", "Kirurgisk klinikk"),
                    ("Leder", "Bjørn Ødegård"),
                    ("Verneombud", "Liv Sæther"),
                    ("Dato utarbeidet", "12.01.2025"),
                ),
                columns=2,
            ),
            Table(
                "Handlingsplan",
                (
                    Column("Forbedringsområder", 1.5),
                    Column("Mål", 1.5),
                    Column("Tiltak", 2),
                    Column("Ansvarlig"),
                    Column("Frist"),
                    Column("Evaluering", 1.3),
                    Column("Korrigering", 1.3),
                ),
                tuple(rows),
                groups=(("Planlegge", 3), ("Gjennomføre", 2), ("Evaluere", 1), ("Korrigere", 1)),
            ),
            Signatures(("Leder", "Verneombud"), "Sted og dato"),
        ),
    )


def everything() -> Publication:
    """Every kind of block, a wide table amid upright pages, and texts that try to break out."""
    return Publication(
        title="All <kinds> & “blocks” #panic()",
        language="en",
        organisation="Ö & Å <b>ltd</b>",
        subtitle="{{ title }} *bold* $x$",
        front=(("Owner", "=1+1"),),
        classification="Internal & {% for %}",
        contents=True,
        blocks=(
            Heading("First"),
            Paragraph("A lead\x00 <script>alert(1)</script>", lead=True),
            Bullets(("one", "two")),
            Bullets(("first\nmore", "second"), numbered=True),
            Facts((("Label", "value\n• item"), ("Other", ""))),
            Table(
                "Linked",
                (Column("Text", 2), Column("Number", 1, numeric=True)),
                (
                    (Cell("our page", link="https://example.org/a?b=1&c=2"), Cell("1 234,5")),
                    (Cell("no page", link="javascript:alert(1)"), Cell("-12")),
                    (Cell("@SUM(A1)"), Cell("45 %")),
                    (Cell("wide", columns=2),),
                ),
                captioned=True,
            ),
            PageBreak(),
            Heading("Wide", 2),
            Table("Wide", tuple(Column(f"C{n}") for n in range(8)), (row(*"abcdefgh"),), wide=True),
            Heading("After", 4),
            Card("Card", "aside", "text\n• item", (("Fact", "value\n• item"), ("Empty", ""), ("List", "• item"))),
            Card(
                "Long card", text="\n".join(["A line that is long enough to count for two lines of a card. " * 2] * 30)
            ),
            Figure("Chart", SVG, "Three bars"),
            Signatures(("Director",), ""),
        ),
    )


SAMPLES = {
    "risk_table": risk_table,
    "focus_areas": focus_areas,
    "activities_by_area": activities_by_area,
    "wide_table": wide_table,
    "plan_do_check_act": plan_do_check_act,
    "everything": everything,
}
