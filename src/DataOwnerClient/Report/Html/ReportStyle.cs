namespace EnclaveCleanRoom.DataOwnerClient.Report.Html;

/// <summary>
/// The look of the page. The two series colours are Okabe and Ito's blue and vermilion, which stay apart for every kind of
/// colour blindness, lightened for dark pages; marks differ in shape too.
/// </summary>
internal static class ReportStyle
{
    /// <summary>Appends the style sheet.</summary>
    public static void Write(HtmlText html) => html.Write($$$"""
        <style>
        :root{--page:#f4f5f7;--card:#fff;--ink:#1b1f27;--soft:#545c6b;--line:#dfe3e9;--grid:#e7eaef;--first:#c2500a;--second:#0f62a8;--both:#0a3d6b;--left:#dce6f0;--warn:#fff4dc;--warnline:#b97800;--good:#0b6e4f;--bad:#b3261e}
        @media(prefers-color-scheme:dark){:root{--page:#11141a;--card:#1a1e26;--ink:#e9ecf2;--soft:#a4adbd;--line:#2c323d;--grid:#272d38;--first:#f0a04b;--second:#63b3f0;--both:#b9defc;--left:#2b3646;--warn:#332a14;--warnline:#e0aa3e;--good:#5fd0a6;--bad:#ff8a80}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
        main{max-width:940px;margin:0 auto;padding:40px 24px 64px}
        header{margin-bottom:24px}
        .eyebrow{margin:0;color:var(--second);font-size:13px;font-weight:600;letter-spacing:.06em;text-transform:uppercase}
        h1{margin:4px 0 6px;font-size:34px;line-height:1.15;letter-spacing:-.02em;font-weight:700;overflow-wrap:anywhere}
        h2{margin:0 0 12px;font-size:21px;line-height:1.25;letter-spacing:-.01em;overflow-wrap:anywhere}
        h3{margin:28px 0 4px;font-size:16px;overflow-wrap:anywhere}
        p{margin:0 0 12px}
        .byline,.note,.lead,.legend{color:var(--soft)}
        .byline span{margin-left:12px}
        .note,.legend{font-size:14px}
        code{font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        .warning{display:flex;gap:12px;margin:0 0 12px;padding:12px 16px;border-left:4px solid var(--warnline);border-radius:6px;background:var(--warn)}
        .warning b{color:var(--warnline);flex:none}
        @media(prefers-color-scheme:light){.warning b{color:#7a4f00}}
        .tiles{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:12px;margin:24px 0 12px}
        .tile{grid-column:span 2}
        .tile.wide{grid-column:span 3}
        .tile.only{grid-column:1/-1}
        .covers{margin:14px 0 0}
        .tile,section{background:var(--card);border:1px solid var(--line);border-radius:12px}
        .tile{padding:14px 16px}
        .tile p{margin:0}
        .tile .name{color:var(--soft);font-size:13.5px;line-height:1.3;overflow-wrap:anywhere}
        .tile .figure{font-size:26px;line-height:1.3;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:nowrap}
        .tile .interval{color:var(--soft);font-size:12.5px;font-variant-numeric:tabular-nums}
        section{margin-top:20px;padding:24px}
        .scroll{overflow-x:auto;margin:16px -24px 0;padding:0 24px}
        .scroll:focus-visible,summary:focus-visible{outline:2px solid var(--second);outline-offset:2px}
        table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);font-size:13px;padding-bottom:4px}
        th,td{padding:8px 16px 8px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th:last-child,td:last-child{padding-right:0}
        tbody tr:last-child>*{border-bottom:0}
        thead th{color:var(--soft);font-weight:600;white-space:nowrap}
        tbody th{font-weight:600;min-width:7em;max-width:360px;overflow-wrap:break-word}
        td{max-width:440px;min-width:4em;overflow-wrap:break-word}
        td:not(.number){min-width:8em}
        .number{text-align:right;white-space:nowrap}
        .number+td:not(.number),.number+th:not(.number){padding-left:16px}
        td small,th small,.label small{display:block;color:var(--soft);font-size:12px;font-weight:400}
        .scroll+.note,.rows+.note{margin:12px 0 0}
        details{margin-top:12px}
        summary{cursor:pointer;color:var(--second);font-size:14px;font-weight:600}
        svg{display:block}
        .lane{width:100%;overflow:visible}
        .grid{stroke:var(--grid);stroke-width:1;fill:none;vector-effect:non-scaling-stroke}
        .whisker,.mark{fill:none;vector-effect:non-scaling-stroke}
        .whisker{stroke-width:2.5;opacity:.55}
        .mark{stroke-width:11}
        .first{stroke:var(--first)}
        .second{stroke:var(--second)}
        .mark.first{stroke-linecap:square;stroke-width:9}
        .mark.second{stroke-linecap:round}
        .bar{stroke:none}
        .bar.first{fill:var(--first)}
        .bar.second{fill:var(--second)}
        .bar.both{fill:var(--both)}
        .bar.left{fill:var(--left)}
        .overlap{margin:8px 0 20px}
        .overlap .lane{border-radius:5px;overflow:hidden}
        .edge{margin:0 0 4px;font-size:14px;overflow-wrap:anywhere}
        .edge.right{margin:4px 0 0;text-align:right}
        .between{position:relative;height:30px;margin:0;font-size:14px;font-weight:650}
        .between span{position:absolute;top:4px;transform:translateX(-50%);white-space:nowrap}
        .rows{display:grid;grid-template-columns:fit-content(220px) minmax(0,1fr) max-content;align-items:center;column-gap:16px}
        .rows .label{font-size:14px;line-height:1.3;overflow-wrap:anywhere;padding:3px 0}
        .rows .value{font-size:14px;font-weight:600;font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}
        .rows .pair span{display:block;line-height:1.25}
        .rows .pair .first{color:var(--first)}
        .rows .pair .second{color:var(--second)}
        .axis{position:relative;display:block;height:20px;color:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
        .axis span{position:absolute;top:2px;white-space:nowrap}
        .axis .mid{transform:translateX(-50%)}
        .axis .end{transform:translateX(-100%)}
        .quality{row-gap:10px}
        .key{display:inline-block;width:11px;height:11px;margin:0 6px 0 14px}
        .key:first-child{margin-left:0}
        .key.first{background:var(--first)}
        .key.second{background:var(--second);border-radius:50%}
        .square{width:100%;max-width:440px;height:auto;margin:0 auto}
        .square .tick{fill:var(--soft);font-size:10.5px}
        .square .title{fill:var(--soft);font-size:12px}
        .heat{fill:var(--second);stroke:none}
        .self{fill:var(--line);stroke:none}
        .square.map{max-width:560px}
        .ideal{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:2 4;fill:none}
        .square .mark{stroke-width:8}
        .square .mark.first{stroke-width:7}
        .square .whisker{stroke-width:2}
        .chain{list-style:none;margin:0;padding:0;counter-reset:link}
        .chain li{position:relative;padding:0 0 16px 40px;counter-increment:link}
        .chain li::before{content:counter(link);position:absolute;left:0;top:0;width:26px;height:26px;border-radius:50%;background:var(--good);color:var(--card);font-size:13px;font-weight:700;line-height:26px;text-align:center}
        .chain li::after{content:"";position:absolute;left:12px;top:28px;bottom:2px;border-left:2px solid var(--line)}
        .chain li:last-child::after{display:none}
        .chain li.fails::before{background:var(--bad)}
        .chain .state{margin-left:10px;color:var(--good);font-size:13px;font-weight:600}
        .chain .fails .state{color:var(--bad)}
        .chain .detail{display:block;color:var(--soft);font-size:14px;overflow-wrap:anywhere}
        .parties{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:16px 32px}
        .party h3{margin:0 0 6px}
        .party h3 small{color:var(--soft);font-weight:400}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:0;font-size:14px}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        footer{margin-top:32px;color:var(--soft);font-size:13px}
        @media(max-width:600px){
        main{padding:24px 14px 40px}
        h1{font-size:27px}
        section{padding:18px 16px}
        .scroll{margin:14px -16px 0;padding:0 16px}
        .tiles{grid-template-columns:1fr 1fr}
        .tile{grid-column:span 1}
        .tile:first-child,.tile.wide{grid-column:1/-1}
        .tile .figure{font-size:23px}
        .quality .axis .mid,.axis .mid:nth-child(even),.axis .mid:nth-last-child(2){display:none}
        .rows{grid-template-columns:fit-content(116px) minmax(0,1fr) max-content;column-gap:10px}
        .rows .label,.rows .value{font-size:13px}
        .byline span{display:block;margin-left:0}
        th,td{padding-right:12px}
        .number small{white-space:normal}
        .number{min-width:64px}
        }
        @media print{body{background:#fff}main{max-width:none;padding:0}section,.tile{break-inside:avoid;border-color:#bbb}}
        </style>

        """);
}
