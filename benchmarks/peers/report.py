"""The table of a comparison, and what it was measured on."""
import os
import re
import statistics

RESULTS = {
    "columns": "nine columns per resident, in memory or from table to table",
    "numbers": "the number of an answer per resident, likewise",
    "files": "CSV file to CSV file, from the start of the program to its end",
}


def processor():
    """The name that the processor gives itself, and whether it has AVX-512."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        text = file.read()
    model = re.search(r"^(?:model name|CPU part)\s*:\s*(.*)$", text, re.MULTILINE)
    return (model.group(1) if model else os.uname().machine), re.search(r"\bavx512f\b", text) is not None


def folder_name():
    """Such as intel-xeon-2.10GHz-avx512."""
    name, avx512 = processor()
    words = re.sub(r"\((?:R|TM)\)|\bProcessor\b|\bCPU\b|@", " ", name).split() + ["avx512"] * avx512
    return "-".join(words).lower().replace("ghz", "GHz")


def lines(results, versions, command, load):
    """The report in Markdown. Results: (work, name, count, samples, checksum)."""
    name, avx512 = processor()
    yield f"`{command}`"
    yield ""
    yield f"{name}{', AVX-512' if avx512 else ''}, {os.cpu_count()} cores; load average before the run {load[0]:.1f}. {'; '.join(versions)}."
    for work, title in RESULTS.items():
        rows = [result for result in results if result[0] == work]
        if rows:
            yield from table(title, rows)


def table(title, rows):
    """The first row is ours, and the ratios are to it."""
    ours = median(rows[0][3], 1)
    yield ""
    yield f"| {title[0].upper()}{title[1:]} | residents | quotes/s, median (min - max) | CPU s per million | CPU, canbao = 1 | checksum |"
    yield "|---|---|---|---|---|---|"
    for _, name, count, samples, checksum in rows:
        cpu = median(samples, 1)
        yield (f"| {name} | {count:,} | {spread(samples, 0, quantity)} | {spread(samples, 1, '{:.3g}'.format)} | {ratio(cpu, ours)} "
               f"| {checksum:016x} |")


def median(samples, of):
    return statistics.median(sample[of] for sample in samples)


def spread(samples, of, text):
    values = [sample[of] for sample in samples]
    return f"{text(statistics.median(values))} ({text(min(values))} - {text(max(values))})"


def quantity(value):
    return f"{value / 1e6:.3g} M" if value >= 1e6 else f"{value / 1e3:.3g} k"


def ratio(theirs, ours):
    """CPU time is counted in hundredths of a second: a short run may show none."""
    if ours <= 0:
        return "-"
    return f"{theirs / ours:,.0f}" if theirs >= 100 * ours else f"{theirs / ours:.3g}"
