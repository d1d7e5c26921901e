const garden = document.querySelector(".garden"), card = document.getElementById("plant");
let rows, walk, here = null;
const told = plant => (rows ||= document.querySelectorAll(".list li"))[plant.dataset.n];
const order = () => walk ||= [...garden.querySelectorAll(".patch")].flatMap(patch =>
  [...patch.querySelectorAll("[data-n]")].sort((a, b) => at(a) - at(b)));
const at = plant => +(plant.getAttribute("x") ?? plant.getAttribute("cx")) + (plant.localName === "circle" ? 1000 : 0);
function show(plant) {
  if (here) here.classList.remove("here");
  here = plant;
  card.hidden = !plant;
  if (!plant) return;
  plant.classList.add("here");
  card.replaceChildren(...[...told(plant).childNodes].map(node => node.cloneNode(true)));
  const box = plant.getBoundingClientRect(), frame = garden.getBoundingClientRect();
  const left = box.left + box.width / 2 - frame.left - card.offsetWidth / 2;
  card.style.left = Math.max(0, Math.min(left, frame.width - card.offsetWidth)) + "px";
  card.style.top = box.bottom - frame.top + 8 + "px";
}
garden.addEventListener("pointerover", event => {
  const plant = event.target.closest("[data-n]");
  if (plant) show(plant);
});
garden.addEventListener("pointerleave", () => show(null));
garden.addEventListener("click", event => show(event.target.closest("[data-n]")));
garden.addEventListener("focusout", () => show(null));
garden.addEventListener("keydown", event => {
  const all = order(), last = all.length - 1, now = all.indexOf(here);
  const beds = step => {
    const of = plant => plant && plant.closest(".bed");
    let next = now < 0 ? 0 : now;
    while (next + step >= 0 && next + step <= last && of(all[next]) === of(here || all[0])) next += step;
    return next;
  };
  const go = {
    ArrowRight: () => Math.min(now + 1, last), ArrowLeft: () => Math.max(now - 1, 0), Home: () => 0, End: () => last,
    ArrowDown: () => beds(1), ArrowUp: () => beds(-1),
  }[event.key];
  if (event.key === "Escape") show(null);
  if (!go || last < 0) return;
  event.preventDefault();
  const plant = all[go()];
  plant.closest(".patch").scrollIntoView({ block: "nearest" });
  show(plant);
});
