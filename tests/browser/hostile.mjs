// Prints articles as JSON Lines that try to break out of a page, one for each way.
const ways = [
  "<script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "\"><script>alert(1)</script>",
  "' onfocus='alert(1)' autofocus='",
  "\" onmouseover=\"alert(1)\" style=\"position:fixed;inset:0\"",
  "</mark></p></main></body><script>alert(1)</script>",
  "<!-- <script>alert(1)</script>",
  "]]><script>alert(1)</script>",
  "</title><script>alert(1)</script>",
  "</textarea><script>alert(1)</script>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'>",
  "<style>*{display:none}</style>",
  "<base href=https://evil.example/>",
  "<meta http-equiv=refresh content=0;url=https://evil.example/>",
  "<form action=https://evil.example/><input name=q>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "{{main}} {{title}} ${alert(1)}",
  "\u202egnidaeh\u202c \u2066here\u2069 \u200f\u2028\u2029\u0085",
];
const urls = ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://a.example/\" onclick=\"alert(1)",
  "https://a.example@evil.example/", "vbscript:alert(1)", " javascript:alert(1)", "https://a.example/<script>", "//evil.example/"];
ways.forEach((way, i) => {
  console.log(JSON.stringify({
    id: way.slice(0, 60) + i, title: "Hostile " + way, url: urls[i % urls.length], source: way, audience: way + i,
    names: ["Hostile name " + way], author: way, reviewed_by: way, reviewed: "2020-01-0" + (i % 9 + 1),
    sections: [{ heading: "Hostile heading " + way, anchor: way, text: "Hostile words " + way + " and more.\n\nOther words." }],
  }));
});
