"""The style of the page: inline, so that the file can be sent by itself. Signs stand beside the colours."""

from typing import Final

STYLE: Final = """
:root{color-scheme:light dark}
body{margin:0;background:#fff;color:#1c1b19;font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:50rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
a{color:#0b4f8a}
.verdict{font-size:1.2rem;font-weight:700}
.verdict.wrong{color:#a4161a}
.verdict.right{color:#1b6b3a}
.list{padding-left:1.5rem}
.list>li{margin:0 0 1rem;padding:.1rem .9rem;border-left:.25rem solid #a4161a;background:#fbf3f2}
.sum{font-weight:700}
.text{border-top:1px solid #c9c5bd;overflow-wrap:break-word}
.text p{margin:.5rem 0}
mark{color:inherit;background:none;border-radius:.15em;padding:0 .1em}
mark sup{font-size:.7em;line-height:0;margin-left:.1em}
mark.wrong{background:#f7d0cd;border-bottom:3px double #a4161a;font-weight:700}
mark.right{background:#dcefe2;border-bottom:1px solid #1b6b3a}
mark.open{background:#fbeebf;border-bottom:2px dashed #7a5b00}
mark.none{border-bottom:1px dotted #6b6760}
mark a{color:#a4161a;text-decoration:none;padding:0 .3em}
:target{scroll-margin-top:4rem}
span:target+mark,mark:target,li:target{outline:3px solid #0b4f8a;outline-offset:2px}
.legend mark{margin-right:.75rem;white-space:nowrap;font-weight:400}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.95rem;line-height:1.4}
td{border:1px solid #c9c5bd;padding:.3rem .6rem;vertical-align:top}
.soft{color:#5f5b54}
summary{cursor:pointer;margin:2rem 0 .5rem;font-weight:700}
@media (prefers-color-scheme:dark){
body{background:#191816;color:#ece9e3}
a{color:#8cc4f5}
.verdict.wrong,mark a{color:#ffaba5}
.verdict.right{color:#8fd6a8}
.list>li{background:#2b1e1d}
mark.wrong{background:#5c2321}
mark.right{background:#1f3d2a}
mark.open{background:#4a3d0e}
.soft{color:#aaa69e}
.text,td{border-color:#4a4741}
}
"""
