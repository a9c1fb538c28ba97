#include "query/render/comparison_style.h"

namespace medlar {

// Blue and vermilion are told apart by all common kinds of colour vision (Okabe and Ito, 2008), and
// no colour stands alone: gains point up or right, badges have words.
const std::string_view kComparisonStyle = R"css(
:root{color-scheme:light dark;
--paper:#fcfcfa;--ink:#1d2024;--soft:#565c64;--rule:#d9d9d3;--wash:#f2f2ed;
--up:#0067a6;--down:#b84a00;--even:#676d75;--link:#0b5394;--mark:#fff0a6;
--serif:Charter,"Bitstream Charter","Iowan Old Style",Cambria,Georgia,"Liberation Serif",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{
--paper:#15171a;--ink:#e6e7e9;--soft:#a6adb6;--rule:#363b42;--wash:#1e2126;
--up:#6cb8ee;--down:#f39a56;--even:#9aa2ac;--link:#8fc4f2;--mark:#5c4b00}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:75rem;padding:2.5rem 1.25rem 5rem;background:var(--paper);
color:var(--ink);font:1.0625rem/1.55 var(--serif);overflow-wrap:anywhere}
h1,h2,h3,h4,h5{line-height:1.25;margin:0;font-weight:600;text-wrap:balance}
h1{font-size:1.9rem;letter-spacing:-.01em}
h2{font-size:1.35rem;margin:3.25rem 0 .75rem;padding-top:.6rem;border-top:2px solid var(--ink)}
h3{font-size:1.1rem;margin:2.25rem 0 .5rem}
p{margin:.6rem 0;max-width:44rem}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:.06em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);
outline-offset:2px}
i{font-style:normal}
.lead{font-size:1.15rem}
.note{color:var(--soft);font-size:.95rem}
.up{color:var(--up)}.down{color:var(--down)}
nav ul{list-style:none;margin:1.25rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;
font:.95rem var(--sans)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.5rem;margin:0;font-size:1rem}
dt{color:var(--soft)}
dd{margin:0;max-width:44rem}
table,figure,.topic,.pages{font-family:var(--sans);font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;margin:1rem 0;background:
linear-gradient(to left,var(--paper) 40%,transparent) 100% 0/3rem 100% no-repeat local,
linear-gradient(to left,var(--rule),transparent) 100% 0/1rem 100% no-repeat}
table{border-collapse:collapse;font-size:.875rem;line-height:1.4;overflow-wrap:normal}
th,td{padding:.4rem .65rem .4rem 0;text-align:right;vertical-align:baseline;white-space:nowrap}
th{font-weight:600}
thead th{border-bottom:1px solid var(--ink);vertical-align:bottom}
thead bdi,.run bdi{display:inline-block;white-space:normal;max-width:11rem;overflow-wrap:break-word}
.run bdi{width:max-content}
tbody{border-bottom:1px solid var(--rule)}
th:first-child{text-align:left}
th:first-child:not(.run){position:sticky;left:0;background:var(--paper);min-width:0;
padding-right:1.1rem}
.run{text-align:left;font-weight:400}
.sig{text-align:left;padding-left:0;font-weight:600}
.strong{font-weight:600}
.whisker{width:6rem;height:.85rem;vertical-align:-.1rem;margin-left:.5rem}
.whisker .line{stroke:var(--ink);stroke-width:1.5;fill:none}.whisker .dot{fill:var(--ink)}
svg .axis{stroke:var(--soft);stroke-width:1;vector-effect:non-scaling-stroke;fill:none}
svg .grid{stroke:var(--rule);stroke-width:1;vector-effect:non-scaling-stroke;fill:none}
svg .up{fill:var(--up)}svg .down{fill:var(--down)}svg .even{fill:var(--even)}
figure{margin:1.5rem 0 2.5rem}
figcaption{font-size:.9rem;color:var(--soft);margin-bottom:.75rem}figcaption b{color:var(--ink)}
.chart{display:grid;grid-template-columns:2.6rem 1fr;gap:0 .6rem}
.ticks{position:relative;font-size:.8rem;line-height:1;color:var(--soft)}
.ticks span{position:absolute;right:0;transform:translateY(-50%)}
.bars{width:100%;height:15rem;display:block;overflow:visible}
.bars .hit{fill:transparent}.bars a:hover .hit,.bars g:hover .hit{fill:var(--rule)}
.ends{grid-column:2;display:flex;justify-content:space-between;max-width:none;margin:.5rem 0 0;
font-size:.875rem}
.topic{border-top:1px solid var(--rule);font-size:.9375rem}
.topic:last-of-type{border-bottom:1px solid var(--rule)}
.topic:target{background:var(--wash);box-shadow:-.75rem 0 var(--wash),.75rem 0 var(--wash)}
summary{display:grid;grid-template-columns:1.1rem 1fr 21rem;gap:0 .5rem;padding:.55rem 0;
cursor:pointer;list-style:none;align-items:baseline}
summary::-webkit-details-marker{display:none}
summary::before{content:"\25B8";color:var(--soft)}
[open]>summary::before{content:"\25BE"}
summary:hover{background:var(--wash)}
h4{font-size:.9375rem;font-weight:400;line-height:1.4;text-wrap:pretty;display:grid;
grid-template-columns:minmax(2.2rem,max-content) 1fr;gap:.75rem;align-items:baseline}
.asks{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;
font-family:var(--serif);font-size:1rem}
[open]>summary .asks{display:block}
.nums{display:grid;grid-template-columns:4.6rem 6rem 1fr;gap:.75rem;align-items:center;
text-align:right;overflow-wrap:normal}
.nums>span:first-child{white-space:nowrap}
.nums>span:first-child{font-weight:600}
.vals{color:var(--soft);font-size:.875rem}
.small{width:100%;height:.75rem}
.runs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));
gap:1.5rem 2.5rem;padding:.75rem 0 1.5rem 1.6rem}
.missing{padding:0 0 1.5rem 1.6rem}
h5{font-size:.9375rem;display:flex;justify-content:space-between;gap:1rem;
border-bottom:1px solid var(--ink);padding-bottom:.3rem}
.count{color:var(--soft);font-size:.875rem;margin:.4rem 0}
ol,.missing ul{margin:0;padding:0 0 0 1.9rem}
.topic li{padding:.5rem 0;border-bottom:1px solid var(--rule)}
.topic li:last-child{border:0}
.topic li::marker{color:var(--soft);font-size:.875rem}
.name{font-weight:600;font-size:.9375rem}
.text{font:.9375rem/1.5 var(--serif);margin:.25rem 0}
.foot{color:var(--soft);font-size:.8125rem;margin:.15rem 0 0}
mark{background:var(--mark);color:inherit;padding:0 .1em;border-radius:.15em}
.tag{display:inline-block;font-size:.75rem;line-height:1.3;font-weight:600;padding:.05rem .45rem;
border:1px solid var(--soft);border-radius:.7rem;white-space:nowrap;margin-right:.2rem}
.rel{background:var(--ink);border-color:var(--ink);color:var(--paper)}
.not{color:var(--soft)}
.open{border:1px dashed var(--down);color:var(--down)}
.only{border-color:var(--up);color:var(--up)}
@media screen and (max-width:48rem){
body{padding:1.5rem 1rem 4rem;font-size:1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.7rem}
th,td{padding-right:.6rem}
thead bdi,.run bdi{width:auto;max-width:7rem}
.bars{height:11rem}
summary{grid-template-columns:1.1rem 1fr}
.nums{grid-column:2;grid-template-columns:4.4rem 5rem 1fr;gap:.6rem;margin-top:.25rem}
.vals{text-align:right}
.runs,.missing{padding-left:0}
ol,.missing ul{padding-left:1.7rem}}
@media print{
:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--wash:#fff;
--up:#0067a6;--down:#b84a00;--even:#676d75;--link:#000;--mark:#fff0a6}
@page{margin:16mm}
html{font-size:9.5pt}
body{max-width:none;padding:0}
nav,.whisker,.screen{display:none}
h2,h3{break-after:avoid}
h2{margin-top:1.5rem}
figure,.topic,tr,dl{break-inside:avoid}
.run bdi{width:auto;max-width:6rem}
.runs,.missing{break-inside:auto}
.scroll{overflow:visible}
table{font-size:6.4pt}th,td{padding:.25rem .35rem .25rem 0}
th:first-child:not(.run){position:static}
summary{grid-template-columns:0 1fr 21rem;padding:.2rem 0}summary::before{content:""}
.asks{-webkit-line-clamp:1}
svg,mark,.tag{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";

// Without it a link still leads to the topic, which is then opened by hand.
const std::string_view kComparisonScript = R"js(
function show(){var t=document.getElementById(location.hash.slice(1));
if(t&&t.tagName=="DETAILS"){t.open=true;t.scrollIntoView()}}
addEventListener("hashchange",show);show();
)js";

}  // namespace medlar
