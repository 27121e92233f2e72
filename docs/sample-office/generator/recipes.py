"""What each series of the sample office holds: how many files, from when, with what titles and papers."""
from dataclasses import dataclass, field


@dataclass
class Recipe:
    series: str
    count: int
    years: tuple            # first and last year of opening
    title: str              # with {n}, {year}, {village}, {person}, {month}
    title_hi: str
    room: str               # where its bundles lie
    desk: str
    papers: tuple = ("order",)
    months: tuple = (1, 20)  # shortest and longest life of the file
    open_in_ten: int = 1     # files in ten that are still open, among those of the last five years
    subjects: str = ""
    dates: dict = field(default_factory=dict)   # name -> years after closing
    events: dict = field(default_factory=dict)  # name -> (months after closing, files in ten that have it)
    appraised_in_ten: int = 0                   # files in ten of those over 25 years old
    on_paper_in_ten: int = 0                    # files in ten without scanned papers


RECIPES = [
    Recipe("LR-KHT", 12, (1985, 2025), "Khatauni {year}, village {village}", "खतौनी {year}, ग्राम {village}",
           "R1/A01", "D04", ("extract", "map"), (10, 14), 0, "khatauni;land record"),
    Recipe("LR-MUT", 34, (1985, 2025), "Mutation case {n}/{year}, {person}, village {village}",
           "नामांतरण वाद {n}/{year}, {person}, ग्राम {village}", "R1/A02", "D05", ("order", "extract"), (2, 14), 3,
           "mutation;नामांतरण", on_paper_in_ten=1),
    Recipe("LR-DEM", 22, (1998, 2026), "Demarcation case {n}/{year}, village {village}",
           "सीमांकन प्रकरण {n}/{year}, ग्राम {village}", "R1/A03", "D05", ("order", "map"), (1, 9), 2, "demarcation;सीमांकन",
           events={"decision": (0, 8)}),
    Recipe("LR-EXH", 8, (2015, 2025), "Private exhibits in mutation case {n}/{year}",
           "नामांतरण वाद {n}/{year} के निजी प्रदर्श", "R3/A01", "D13", ("letter",), (2, 12), 1, "exhibit",
           events={"decision": (0, 7)}),
    Recipe("RC-APL", 16, (1986, 2024), "Revenue appeal {n}/{year}: {person}", "राजस्व अपील {n}/{year}: {person}",
           "R1/A04", "D03", ("order", "letter"), (6, 40), 2, "appeal;अपील"),
    Recipe("RC-MIS", 18, (2003, 2026), "Miscellaneous revenue case {n}/{year}, village {village}",
           "विविध राजस्व प्रकरण {n}/{year}, ग्राम {village}", "R1/A05", "D03", ("order",), (1, 16), 2, "revenue case",
           events={"decision": (0, 8)}, on_paper_in_ten=2),
    Recipe("EST-SB", 10, (1985, 2012), "Service book of {person}", "सेवा पुस्तिका: {person}", "R2/A01", "D08", ("bill",),
           (200, 320), 0, "service book", events={"superannuation": (0, 6)}),
    Recipe("EST-LV", 14, (2012, 2026), "Leave applications, {month} {year}", "अवकाश आवेदन, {month} {year}", "R2/A01", "D08",
           ("note",), (1, 3), 1, "leave;अवकाश"),
    Recipe("EST-TRG", 8, (2010, 2026), "Training in record keeping, batch {n}/{year}",
           "अभिलेख संधारण प्रशिक्षण, दल {n}/{year}", "R2/A01", "D08", ("note", "bill"), (1, 4), 1, "training;प्रशिक्षण"),
    Recipe("EST-DIS", 6, (1999, 2022), "Departmental inquiry {n}/{year}", "विभागीय जाँच {n}/{year}", "R3/A01", "D08",
           ("order",), (8, 40), 2, "inquiry", events={"appeal-decided": (14, 6)}),
    Recipe("ACC-VCH", 18, (2004, 2026), "Vouchers for {month} {year}", "प्रमाणक, {month} {year}", "R2/A02", "D09", ("bill",),
           (1, 2), 1, "vouchers;लेखा", events={"audit": (16, 7)}),
    Recipe("ACC-BUD", 10, (2008, 2026), "Budget estimates {year}", "बजट अनुमान {year}", "R2/A02", "D09", ("bill", "letter"),
           (8, 13), 1, "budget;बजट"),
    Recipe("ACC-CB", 8, (2002, 2025), "Cash book {year}", "रोकड़ बही {year}", "R2/A02", "D09", ("bill",), (12, 12), 0,
           "cash book"),
    Recipe("GEN-COR", 22, (2010, 2026), "Correspondence on roads and ponds, village {village}, {year}",
           "सड़क एवं तालाब संबंधी पत्राचार, ग्राम {village}, {year}", "R2/A03", "D11", ("letter",), (1, 12), 1,
           "correspondence;पत्राचार"),
    Recipe("GEN-COR", 8, (1986, 1998), "Old correspondence of the malguzari branch, {year}",
           "मालगुज़ारी शाखा का पुराना पत्राचार, {year}", "R1/A06", "D11", ("order",), (3, 20), 0, "correspondence",
           appraised_in_ten=3),
    Recipe("GEN-EPH", 20, (2018, 2026), "Meeting notice {n}/{year}", "बैठक सूचना {n}/{year}", "R2/A03", "D11", ("note",),
           (0, 1), 1, "notice"),
    Recipe("GEN-CIR", 12, (2005, 2026), "Guard file of circulars {n}/{year}", "परिपत्र गार्ड फ़ाइल {n}/{year}", "R2/A03",
           "D11", ("note",), (6, 12), 2, "circular;परिपत्र", events={"superseded": (20, 5)}),
    Recipe("GEN-DSP", 6, (2014, 2026), "Dispatch register {year}", "आवक-जावक पंजी {year}", "R2/A03", "D11", ("dispatch",),
           (12, 12), 0, "dispatch", events={"obsolete": (1, 6)}),
    Recipe("LIC-FW", 12, (2012, 2025), "Fireworks licence {n}/{year}, {person}", "पटाखा अनुज्ञप्ति {n}/{year}, {person}",
           "R2/A04", "D14", ("letter",), (1, 3), 1, "licence;अनुज्ञप्ति", dates={"valid-until": 1}),
    Recipe("LIC-ENT", 8, (2010, 2025), "Licence for a travelling show {n}/{year}", "मेला-तमाशा अनुज्ञप्ति {n}/{year}",
           "R2/A04", "D15", ("letter",), (1, 2), 1, "licence", dates={"valid-until": 2},
           events={"surrendered": (6, 4)}),
    Recipe("NAZ-CON", 8, (2006, 2024), "Contract for hire of vehicles {n}/{year}", "वाहन किराया अनुबंध {n}/{year}",
           "R2/A04", "D10", ("letter", "bill"), (1, 4), 0, "contract;अनुबंध", dates={"valid-until": 3}),
    Recipe("NAZ-STK", 6, (2001, 2024), "Stock register {year}", "भंडार पंजी {year}", "R2/A04", "D10", ("bill",), (12, 14), 1,
           "stock"),
    Recipe("GRV", 24, (2014, 2026), "Grievance {n}/{year}: water supply, {village}",
           "जन शिकायत {n}/{year}: जलप्रदाय, {village}", "R2/A05", "D19", ("order",), (0, 3), 2, "grievance;शिकायत"),
    Recipe("RTI", 12, (2012, 2026), "Request for information {n}/{year}", "सूचना का अधिकार आवेदन {n}/{year}", "R2/A05",
           "D20", ("letter",), (1, 2), 2, "information"),
    Recipe("INS", 12, (2008, 2026), "Inspection note of tehsil office {n}/{year}", "तहसील कार्यालय निरीक्षण टीप {n}/{year}",
           "R2/A05", "D27", ("note",), (1, 3), 1, "inspection;निरीक्षण", events={"inspection": (10, 6)}),
    Recipe("REL", 10, (2009, 2026), "Crop loss relief {year}, village {village}", "फसल क्षति राहत {year}, ग्राम {village}",
           "R2/A05", "D17", ("extract", "order"), (2, 12), 1, "relief;राहत"),
    Recipe("ARC", 8, (1985, 2004), "Settlement papers {year}, village {village}", "बंदोबस्त अभिलेख {year}, ग्राम {village}",
           "R1/A07", "D12", ("map", "extract"), (12, 30), 0, "settlement;बंदोबस्त"),
    Recipe("CS-INC", 16, (2016, 2026), "Income certificate applications, {month} {year}",
           "आय प्रमाणपत्र आवेदन, {month} {year}", "R2/A05", "D22", ("dispatch",), (1, 1), 1, "certificate;प्रमाणपत्र"),
    Recipe("CS-CST", 6, (2012, 2026), "Caste certificate register {year}", "जाति प्रमाणपत्र पंजी {year}", "R2/A05", "D23",
           ("dispatch",), (12, 12), 1, "certificate"),
    Recipe("RR-REQ", 8, (2023, 2026), "Requisition slip {n}/{year}", "मांग पर्ची {n}/{year}", "R1/A08", "D12", ("note",),
           (0, 1), 0, "requisition;मांग पत्र", events={"returned": (1, 6)}),
    Recipe("RR-F6", 6, (2005, 2026), "List of records destroyed, {year}", "विनष्ट अभिलेखों की सूची, {year}", "R1/A08", "D12",
           ("dispatch",), (1, 2), 0, "form 6;विनष्टीकरण"),
    Recipe("ELE", 5, (1998, 2024), "Polling arrangements {year}", "मतदान व्यवस्था {year}", "R1/A08", "D18", ("letter",), (3, 6),
           0, "election;निर्वाचन"),
    Recipe("NZL", 4, (2004, 2018), "Nazul lease renewal {n}/{year}", "नज़ूल पट्टा नवीनीकरण {n}/{year}", "R1/A08", "D07",
           ("order", "map"), (4, 24), 0, "nazul;नज़ूल"),
    Recipe("QMS", 8, (2014, 2026), "Internal quality audit {n}/{year}", "आंतरिक गुणवत्ता लेखापरीक्षा {n}/{year}", "R2/A05",
           "D30", ("note", "bill"), (1, 3), 0, "quality;गुणवत्ता"),
]

MONTHS = [("January", "जनवरी"), ("February", "फ़रवरी"), ("March", "मार्च"), ("April", "अप्रैल"), ("May", "मई"), ("June", "जून"),
          ("July", "जुलाई"), ("August", "अगस्त"), ("September", "सितंबर"), ("October", "अक्टूबर"), ("November", "नवंबर"),
          ("December", "दिसंबर")]

# Papers that lie in a second file too: the same bytes in two records, one of them due earlier than the other.
SHARED = {"bsr-gen-cor-033": "GEN-CIR/013-1-note.txt"}

# Files with a story of their own: (series, title, title_hi, opened, closed, subjects, papers).
SINGLE = [
    ("INS", "जिला अभिलेखागार का अर्धवार्षिक निरीक्षण", "", "2025-07-02", "2025-08-11", "अभिलेखागार;inspection", ("note",)),
    ("RR-F6", "अभिलेखागार से विनष्ट मिसिलों का ज्ञापन २०२४", "", "2024-01-15", "2024-01-31", "अभिलेखागार;form 6", ("dispatch",)),
    ("GEN-HIN", "हिन्दी पखवाड़ा २०२४ का आयोजन", "", "2024-08-20", "2024-09-30", "राजभाषा", ("note",)),
    ("GEN-HIN", "हिंदी कार्यशाला 2023 की उपस्थिति", "", "2023-06-05", "2023-06-30", "राजभाषा", ("dispatch",)),
    ("GEN-HIN", "Glossary of office terms, draft", "कार्यालयीन शब्दावली का मसौदा", "2025-01-06", "", "राजभाषा;draft", ("note",)),
    ("REL", "केला फसल क्षति राहत, ग्राम कुसुमबारी", "", "2019-11-04", "2020-02-20", "राहत;केला", ("extract",)),
    ("INS", "काला पत्थर खदान का स्थल निरीक्षण", "", "2021-03-09", "2021-04-15", "खदान;काला पत्थर", ("map",)),
    ("GRV", "ज़मीन पर अवैध कब्ज़े की शिकायत, ग्राम अमलीपारा", "", "2024-03-04", "2024-04-22", "शिकायत;ज़मीन", ("order",)),
    ("GRV", "जमीन के पट्टे में विलंब की शिकायत, ग्राम इमलीखार", "", "2024-05-13", "2024-06-28", "शिकायत;जमीन", ("order",)),
    ("GEN-CIR", "Circular on drafting: model letter", "पत्र का आदर्श मसौदा: परिपत्र", "2022-02-01", "2022-03-31", "circular;मसौदा",
     ("note", "letter")),
    ("GEN-COR", "Rats in the record room", "अभिलेखागार में चूहों का प्रकोप", "2022-07-18", "2022-11-02", "अभिलेखागार;repairs",
     ("note", "bill")),
    ("GEN-COR", "Repair of steel almirahs", "स्टील अलमारियों की मरम्मत", "2023-01-10", "2023-03-20", "almirah;repairs", ("bill", "letter")),
    ("GEN-COR", "Model letter received from the Commissioner", "आयुक्त से प्राप्त आदर्श पत्र", "2022-02-03", "2022-04-29",
     "circular", ("letter",)),
    ("LR-MUT", "नामांतरण वाद १२/२०२४, ग्राम खैराडीह", "Mutation case 12/2024, village Khairadih", "2024-02-12", "2024-06-19",
     "mutation;नामांतरण", ("order", "map", "extract")),
    ("QMS", "Certificate of registration, ISO 9001:2015, first term", "आईएसओ 9001:2015 पंजीयन प्रमाणपत्र, प्रथम अवधि", "2020-08-03",
     "2023-08-02", "certificate;quality", ("letter",)),
    ("RTI", "Copies of the citizen's charter since 1998", "वर्ष १९९८ से नागरिक घोषणापत्र की प्रतियाँ", "2023-09-01", "2023-09-25",
     "information;charter", ("letter",)),
]
