
complete(document.getElementById("q"), "");
