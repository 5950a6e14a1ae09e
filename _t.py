import sys

from tests.language.understanding.county import LIMITS, read

for a in sys.argv[1:]:
    role, _, words = a.partition(":")
    print(role, words, read(words, role, limits=LIMITS))
