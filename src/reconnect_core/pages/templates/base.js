"use strict";
const root = document.documentElement, blur = document.getElementById("blur");
const label = [blur.textContent, blur.dataset.off];
blur.addEventListener("click", () => {
  const on = root.classList.toggle("blurred");
  blur.setAttribute("aria-pressed", on);
  blur.textContent = label[+on];
});
