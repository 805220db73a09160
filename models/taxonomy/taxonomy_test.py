"""The committed vocabulary: what the script makes, and true where we looked.

Run: python3 models/taxonomy/taxonomy_test.py (./test taxonomy does)
"""
import json
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import build  # noqa: E402  (the tests run from any folder)
import tables  # noqa: E402
import wordnet  # noqa: E402

ENTRIES = json.loads((HERE / "taxonomy.json").read_text("utf-8"))
MODERATION = json.loads((HERE / "moderation.json").read_text("utf-8"))
COCO_GAPS = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83}

# label: what its parents must contain / what they must not.
SPOT = [
    ("Golden Retriever", "Retriever Dog Canine Pet Mammal Animal", "Wildlife"),
    ("Toy Poodle", "Poodle Dog Pet", "Toy"),
    ("Tabby Cat", "Cat Feline Pet", "Wildlife, Big Cat"),
    ("Tiger", "Big Cat, Feline, Wildlife", "Cat, Pet"),
    ("Hyena", "Mammal Wildlife", "Canine Dog"),
    ("Coyote", "Canine Wildlife", "Wolf Pet"),
    ("Goldfish", "Fish Pet", "Food"),
    ("Orca", "Whale Dolphin Mammal", "Fish"),
    ("Bald Eagle", "Eagle Bird", "Poultry"),
    ("Bee", "Insect Animal", "Mammal"),
    ("Jellyfish", "Invertebrate, Sea Life", "Fish"),
    ("Kite Bird", "Bird Animal", "Toy"),
    ("Kite", "Toy", "Bird Animal"),
    ("Crane Bird", "Bird", "Machine"),
    ("Construction Crane", "Machine", "Bird Animal"),
    ("Mouse", "Computer Hardware, Electronics", "Animal Rodent"),
    ("Teddy Bear", "Toy", "Animal Bear"),
    ("Hot Dog", "Food Sandwich", "Dog Animal"),
    ("Muzzle", "Animal Equipment", "Animal Dog"),
    ("Drumsticks", "Music", "Food"),
    ("Pizza", "Food Dish", "Plant"),
    ("Strawberry", "Berry Fruit Food", "Beverage"),
    ("Mashed Potato", "Food", "Plant Vegetable"),
    ("Hay", "Plant Agriculture", "Food"),
    ("Menu", "Text", "Food"),
    ("Agaric", "Mushroom Fungus", "Food Plant Vegetable"),
    ("Horse Chestnut", "Plant Nut", "Animal Horse"),
    ("Yellow Lady's Slipper", "Orchid Flower Plant", "Footwear"),
    ("Red Wine", "Wine Alcohol Beverage", "Food"),
    ("Eggnog", "Beverage", "Alcohol"),
    ("Sports Car", "Car Vehicle Transportation", "Truck"),
    ("Minivan", "Car Van Vehicle", "Truck"),
    ("Fire Truck", "Truck, Emergency Vehicle, Vehicle", "Car"),
    ("Amphibious Vehicle", "Vehicle", "Amphibian Animal"),
    ("Shopping Cart", "Shopping", "Vehicle"),
    ("Catamaran", "Sailboat Boat Watercraft", "Ship"),
    ("Bow Tie", "Tie Clothing", "Weapon"),
    ("Bow", "Weapon", "Gun Clothing"),
    ("Jaguar", "Feline", "Car"),
    ("Laptop", "Computer Electronics", "Furniture"),
    ("Home Theater", "Electronics Indoors", "Building"),
    ("Dutch Oven", "Cookware", "Appliance"),
    ("Sandbar", "Beach Shoreline Water", "Mountain"),
    ("Space Bar", "Keyboard", "Electronics"),
    ("French Bulldog", "Bulldog Dog", "Working Dog, Cattle"),
    ("Coast", "Shoreline Nature Outdoors Sea Water", "Indoors"),
    ("Volcano", "Mountain Nature Outdoors", "Water"),
    ("Bubble", "Sphere", "Nature"),
    ("Baseball Player", "Athlete Person Sport", "Animal"),
    ("Groom", "Person", "Animal"),
    ("Pirate Ship", "Ship Vehicle", "Person"),
    ("Rugby Ball", "Ball Sport", "Food"),
    ("Harp", "String Instrument, Musical Instrument", "Animal"),
]


def words(cell):
    """Names of a SPOT cell; separated by commas if any name has a space, else by spaces."""
    return set(cell.split(", ") if "," in cell or cell in ENTRIES else cell.split())


class Files(unittest.TestCase):
    def test_are_what_the_script_makes(self):
        if not wordnet.NOUNS.is_file():
            self.skipTest(f"no {wordnet.NOUNS}; install wordnet-base")
        for path, text in build.outputs(HERE, wordnet.read_nouns()).items():
            with self.subTest(path):
                self.assertEqual((HERE / path).read_text("utf-8"), text,
                                 "run models/taxonomy/build.py")

    def test_class_tables_have_their_rows(self):
        imagenet = (HERE / "classes/imagenet.txt").read_text("utf-8").splitlines()
        coco = (HERE / "classes/coco.txt").read_text("utf-8").splitlines()
        self.assertEqual(len(imagenet), 1000)
        self.assertEqual(len(set(imagenet)), 1000)
        self.assertEqual(len(coco), 90)
        self.assertEqual({row + 1 for row, name in enumerate(coco) if not name}, COCO_GAPS)
        self.assertEqual(len(set(coco)), 81)
        for name in [*imagenet, *filter(None, coco)]:
            self.assertTrue(name in ENTRIES, name)

    def test_words_beside_the_synsets_are_wordnets(self):
        if not wordnet.NOUNS.is_file():
            self.skipTest(f"no {wordnet.NOUNS}; install wordnet-base")
        nouns = wordnet.read_nouns()
        for row in tables.read_rows(HERE / "nodes.tsv"):
            synsets = tables.split(row["synsets"])
            self.assertEqual([nouns[synset].words[0] for synset in synsets],
                             tables.split(row["words"]), row["name"])


class Hierarchy(unittest.TestCase):
    def test_every_class_has_a_parent_and_every_label_a_category(self):
        for name in (HERE / "classes/imagenet.txt").read_text("utf-8").splitlines():
            self.assertTrue(ENTRIES[name]["parents"], name)
        known = set((HERE / "categories.txt").read_text("utf-8").splitlines())
        for name, entry in ENTRIES.items():
            self.assertTrue(entry["categories"], name)
            self.assertLessEqual(set(entry["categories"]), known, name)

    def test_parents_are_all_ancestors_without_a_cycle(self):
        for name, entry in ENTRIES.items():
            parents = entry["parents"]
            self.assertNotIn(name, parents)
            self.assertEqual(len(parents), len(set(parents)), name)
            for parent in parents:
                self.assertLessEqual(set(ENTRIES[parent]["parents"]), set(parents), name)

    def test_parents_stand_nearest_first(self):
        for name, entry in ENTRIES.items():
            for place, parent in enumerate(entry["parents"]):
                before = set(entry["parents"][:place])
                self.assertFalse(before & set(ENTRIES[parent]["parents"]), f"{name}: {parent}")

    def test_an_alias_means_one_label(self):
        owner = {}
        for name, entry in ENTRIES.items():
            for alias in entry["aliases"]:
                self.assertFalse(alias in ENTRIES, f"{alias}, alias of {name}")
                self.assertFalse(alias in owner, f"{alias}, alias of {name}, {owner.get(alias)}")
                owner[alias] = name

    def test_spot_table(self):
        for label, wanted, unwanted in SPOT:
            with self.subTest(label):
                for name in words(wanted) | words(unwanted):
                    self.assertTrue(name in ENTRIES, name)
                parents = set(ENTRIES[label]["parents"])
                self.assertLessEqual(words(wanted), parents)
                self.assertFalse(words(unwanted) & parents)

    def test_a_cycle_is_an_error(self):
        with self.assertRaises(ValueError):
            build.ancestors("A", {"A": ["B"], "B": ["C"], "C": ["A"]})
        with self.assertRaises(ValueError):
            build.ancestors("A", {"A": ["B"], "B": ["C"], "C": ["B"]})


class ModerationTable(unittest.TestCase):
    def test_parents_stand_one_level_up(self):
        level = {"": 0}
        for row in MODERATION["taxonomy"]:
            self.assertNotIn(row["name"], level)
            self.assertEqual(row["level"], level[row["parent"]] + 1, row["name"])
            level[row["name"]] = row["level"]
        self.assertEqual(list(level.values()).count(1), 10)

    def test_maps_known_labels_to_known_categories(self):
        names = {row["name"] for row in MODERATION["taxonomy"]}
        for label, category in MODERATION["labels"].items():
            self.assertTrue(label in ENTRIES, label)
            self.assertIn(category, names)

    def test_every_mapping_says_why(self):
        for row in tables.read_rows(HERE / "moderation_labels.tsv"):
            self.assertTrue(row["why"], row["label"])

    def test_leaves_alone_what_only_looks_like_it(self):
        for label in ("Syringe", "Holster", "Cannon", "Cleaver", "Cocktail Shaker", "Goblet",
                      "Wine Glass", "Pill Bottle", "Pool Table", "Lighter", "Diaper"):
            self.assertTrue(label in ENTRIES, label)
            self.assertNotIn(label, MODERATION["labels"])
            self.assertFalse(set(ENTRIES[label]["parents"]) & set(MODERATION["labels"]), label)


if __name__ == "__main__":
    unittest.main()
