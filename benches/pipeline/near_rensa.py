"""Finds near-duplicate articles with rensa, for comparison: python3 near_rensa.py ARTICLES.jsonl PAIRS.

Word 3-shingles, 128 permutations, 64 bands, a Jaccard similarity so low that articles of which a
third was edited are still found. Writes a line for each pair of ids.
"""

import json
import re
import sys

from rensa import RMinHash, RMinHashLSH

PERMUTATIONS, BANDS, THRESHOLD = 128, 64, 0.15
WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return [" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))]


def main(articles, pairs):
    ids, sets = [], []
    with open(articles, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            ids.append(article["id"])
            sets.append(shingles(article["text"]))
    hashes = RMinHash.from_token_sets(sets, PERMUTATIONS, 42)
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    index.insert_many(hashes)
    with open(pairs, "w", encoding="utf-8") as out:
        for key, found in enumerate(index.query_all(hashes)):
            for other in found:
                if key < other and hashes[key].jaccard(hashes[other]) >= THRESHOLD:
                    out.write(f"{ids[key]}\t{ids[other]}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
