"""Splink and recordlinkage on a labelled book; ``benchmarks.identity`` calls this in a venv that has them.

    python identity_rivals.py BOOK.jsonl TOOL      prints one JSON object: groups of rows, CPU seconds

Quick configurations, not an expert's tuning: the usual blocking rules and comparisons of each tool's own tutorial.
"""

import json
import sys
import time
from collections import defaultdict


def load(path):
    import pandas

    frame = pandas.read_json(path, lines=True, dtype=False)
    for column in ("given", "family", "email", "email2", "phone", "phone2", "organisation", "birthday"):
        frame[column] = frame[column].replace("", None)
    return frame


def splink(frame):
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="at",
        blocking_rules_to_generate_predictions=[
            block_on("email"),
            block_on("phone"),
            block_on("given", "family"),
            block_on("birthday", "family"),
            block_on("organisation", "family"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("family", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("email"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("organisation").configure(term_frequency_adjustments=True),
            cl.ExactMatch("birthday"),
        ],
    )
    api = DuckDBAPI()
    table = api.register(frame) if hasattr(api, "register") else frame
    linker = Linker(table, settings) if table is not frame else Linker(frame, settings, api)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("email"), block_on("phone")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given", "family"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
    found = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        found, threshold_match_probability=0.95
    )
    rows = clusters.as_pandas_dataframe()
    groups = defaultdict(list)
    for at, cluster in zip(rows["at"], rows["cluster_id"], strict=True):
        groups[cluster].append(int(at))
    return groups.values()


def recordlinkage(frame):
    import recordlinkage as rl

    indexer = rl.Index()
    for columns in ("email", "phone", ["given", "family"], ["birthday", "family"], ["organisation", "family"]):
        indexer.block(columns)
    pairs = indexer.index(frame)
    compare = rl.Compare()
    compare.string("given", "given", method="jarowinkler", threshold=0.85, label="given")
    compare.string("family", "family", method="jarowinkler", threshold=0.85, label="family")
    for column in ("email", "phone", "organisation", "birthday"):
        compare.exact(column, column, label=column)
    matches = rl.ECMClassifier(binarize=0.5).fit_predict(compare.compute(pairs, frame))
    parent = list(range(len(frame)))

    def find(at):
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in matches:
        parent[find(one)] = find(other)
    groups = defaultdict(list)
    for at in range(len(frame)):
        groups[find(at)].append(at)
    return groups.values()


def main():
    if len(sys.argv) < 3:
        raise SystemExit("called by benchmarks.identity")
    frame = load(sys.argv[1])
    begin = time.process_time()
    groups = {"splink": splink, "recordlinkage": recordlinkage}[sys.argv[2]](frame)
    used = time.process_time() - begin
    print(json.dumps({"groups": [group for group in groups if len(group) > 1], "cpu": used}))


if __name__ == "__main__":
    main()
