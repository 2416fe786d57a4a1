namespace Canbao.Recalculation.Settlement;

/// <summary>How the report looks: dark on white, wide screens in two columns, a phone in one, A4 without what scrolls.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { --ink: #1c2430; --grey: #566172; --line: #d5dbe3 }
        * { box-sizing: border-box }
        body { font: 15px/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "Heiti SC", SimHei,
          system-ui, sans-serif; color: var(--ink); background: #fff; max-width: 82rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem }
        h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--ink) }
        header p { margin: .25rem 0; color: var(--grey); overflow-wrap: anywhere }
        small { color: var(--grey); font-size: .8em; font-weight: 400 } .note { color: var(--grey); font-size: .9rem }
        .proof { padding: .5rem .9rem; border-left: .4rem solid } .holds { border-color: #0072b2; background: #eef5fa }
        .fails { border-color: #b3261e; background: #fdeeec; font-weight: 700 }
        .figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 1rem 0 }
        .figures div { border: 1px solid var(--line); padding: .6rem .8rem } .figures dt small { display: block }
        .figures dd { margin: .2rem 0 0; font-size: 1.35rem; font-weight: 700; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem 2.5rem; margin-top: 1.5rem } figure { margin: 0 }
        svg { width: 100%; height: auto; font-size: 13px; fill: var(--ink) } svg .head { font-size: 15px; font-weight: 700 }
        svg .en { font-size: 12px; font-weight: 400; fill: var(--grey) }
        .table { overflow-x: auto; margin: 1rem 0 } table { border-collapse: collapse; font-size: .92rem; min-width: 50% }
        caption { text-align: left; font-weight: 700; padding: .3rem 0 }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .9rem .3rem 0; text-align: left; vertical-align: top }
        th { border-bottom: 1.5px solid var(--ink); vertical-align: bottom; font-weight: 700; min-width: 4.5em } th small { display: block }
        td { max-width: 36em } td:not(.number) { overflow-wrap: anywhere; min-width: 8em }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
        th.number { white-space: normal } .total td { font-weight: 700; background: #f3f5f8 }
        .proofs { list-style: none; padding: 0 } .proofs li { border-bottom: 1px solid var(--line); padding: .25rem 0; overflow-wrap: anywhere }
        .source { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem } .source dd { margin: 0; overflow-wrap: anywhere }
        @media (max-width: 46rem) {
          .figures { grid-template-columns: 1fr 1fr } .charts { grid-template-columns: 1fr } .figures dd { font-size: 1.1rem }
          .source { grid-template-columns: 1fr } .source dd { margin-bottom: .5rem } body { padding: 1rem .8rem 3rem }
        }
        @page { size: A4; margin: 12mm }
        @media print {
          body { font-size: 10pt; max-width: none; padding: 0 } .table { overflow: visible } table { width: 100%; font-size: 7.5pt }
          th, td, td:not(.number) { padding: .15rem .5rem .15rem 0; min-width: 0 } thead { display: table-header-group }
          tr, figure, .figures div { break-inside: avoid } h2, caption { break-after: avoid }
          .figures { grid-template-columns: repeat(4, 1fr) } .figures dd { font-size: 12pt }
          .charts { grid-template-columns: 1fr 1fr; gap: 1rem 2rem } * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
        }

        """;
}
