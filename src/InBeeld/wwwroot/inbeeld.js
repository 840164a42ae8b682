// Small comforts; every page works without them.
document.addEventListener('submit', event => {
  // A second tap on the same button sends nothing: the first is on its way.
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = '1';
  setTimeout(() => delete form.dataset.sent, form.dataset.wait ? 600000 : 8000);
  // What takes longer than a blink says so on its button.
  if (form.dataset.wait) setTimeout(() => {
    const button = event.submitter ?? form.querySelector('button');
    button.setAttribute('aria-disabled', 'true');
    button.classList.add('nl-button--disabled');
    button.querySelector('.nl-button__label').textContent = form.dataset.wait;
  }, 300);
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
// An open menu closes when the eye goes elsewhere.
document.addEventListener('click', event => {
  document.querySelectorAll('details.ib-who-menu[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.querySelectorAll('details.ib-who-menu[open]').forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
});
// Errors first: the focus goes to the list of what is missing.
document.querySelector('.ib-errors')?.focus();
