// A click on the map chooses the region as its button beside the map does; without this it leads to the region's page.
for (const piece of document.querySelectorAll("[data-region]")) {
  piece.addEventListener("click", (event) => {
    const button = document.querySelector(`button[name="region"][value="${piece.dataset.region}"]`);
    if (!button || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    button.click();
  });
}
