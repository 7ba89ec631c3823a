// Wide screens have room for the filters; where CSS alone can't unfold them, this does.
const wide = window.matchMedia("(min-width: 48em)");
const box = document.querySelector("[data-filters]");
if (box && wide.matches && !CSS.supports("selector(::details-content)")) box.open = true;
