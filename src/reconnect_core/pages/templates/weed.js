const form = document.getElementById("answers");
if (form) {
  const count = document.getElementById("count"), facts = JSON.parse(document.getElementById("facts").textContent);
  let saved = "{}";
  const answers = () => Object.fromEntries([...form.querySelectorAll("input:checked")].map(tick => [tick.name, tick.value]));
  const tell = () => {
    const said = Object.values(answers()), go = said.filter(one => one === "let go").length;
    count.textContent = count.dataset.text.replace("{keep}", said.length - go).replace("{go}", go);
  };
  form.addEventListener("change", tell);
  form.addEventListener("click", event => {
    const all = event.target.dataset.all;
    if (all === undefined) return;
    for (const tick of event.target.closest("section").querySelectorAll("input")) tick.checked = tick.value === all;
    tell();
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const said = answers(), text = JSON.stringify({ version: 1, verb: "weed", ...facts, answers: said }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text + "\n"], { type: "application/json" }));
    link.download = "weed-answers.json";
    link.click();
    saved = JSON.stringify(said);
  });
  addEventListener("beforeunload", event => {
    if (JSON.stringify(answers()) !== saved) event.preventDefault();
  });
  tell();
}
