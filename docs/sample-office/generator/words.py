"""The vocabulary of the sample office: places, people and numerals, in English and Hindi. All invented."""
import hashlib

VILLAGES = [
    ("Amlipara", "अमलीपारा"), ("Beltikri", "बेलटिकरी"), ("Bhainsagarh", "भैंसागढ़"), ("Chirgaon", "चिरगाँव"),
    ("Dhawaltola", "धवलटोला"), ("Gurdihi", "गुरडीही"), ("Harrapani", "हर्रापानी"), ("Imlikhar", "इमलीखार"),
    ("Jamjhora", "जामझोरा"), ("Karmatola", "करमाटोला"), ("Khairadih", "खैराडीह"), ("Kusumbari", "कुसुमबारी"),
    ("Lohartal", "लोहारताल"), ("Mahudand", "महुडांड"), ("Neemkheda", "नीमखेड़ा"), ("Palashpur", "पलाशपुर"),
    ("Semarpani", "सेमरपानी"), ("Tendudih", "तेंदूडीह"), ("Umargod", "उमरगोड़"), ("Rengatola", "रेंगाटोला"),
]

PERSONS = [
    ("Mangal", "मंगल"), ("Budhram", "बुधराम"), ("Sukwaro", "सुकवारो"), ("Phulmati", "फूलमती"),
    ("Ramesar", "रामेसर"), ("Jhumuk", "झुमुक"), ("Itwari", "इतवारी"), ("Samaru", "समारू"),
    ("Dukalu", "दुकालू"), ("Bisahin", "बिसाहिन"), ("Ganeshi", "गणेशी"), ("Lakhan", "लखन"),
    ("Tijan", "तीजन"), ("Chaitu", "चैतू"), ("Parvati", "पार्वती"), ("Sahdev", "सहदेव"),
    ("Kunti", "कुंती"), ("Anil", "अनिल"), ("Rekha", "रेखा"), ("Salim", "सलीम"),
    ("Noori", "नूरी"), ("Xavier", "जेवियर"), ("Agnes", "एग्नेस"), ("Devki", "देवकी"),
]

OFFICERS = [
    ("Tehsildar, Basrampur", "तहसीलदार, बसरामपुर"), ("Tehsildar, Neemkheda", "तहसीलदार, नीमखेड़ा"),
    ("Sub-Divisional Officer", "अनुविभागीय अधिकारी"), ("Additional Collector", "अपर कलेक्टर"),
]

DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


def devanagari(value):
    return str(value).translate(DEVANAGARI)


def pick(key, below):
    """A number in 0 … below-1 that depends on the key alone, on every machine and version."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % below


def choose(key, items):
    return items[pick(key, len(items))]
