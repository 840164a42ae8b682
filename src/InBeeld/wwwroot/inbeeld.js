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
// A part of the page was replaced, and with it what had the focus: it goes to what came for it, so that a keyboard does not start over.
document.addEventListener('htmx:afterSettle', () => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const errors = document.querySelector('.ib-errors');
  const to = errors ?? document.querySelector('.ib-notice--ok[role=status]') ?? document.querySelector('.ib-quick');
  if (!to) return;
  to.tabIndex = -1;
  to.focus({ preventScroll: !errors });
});
// A refusal or a fault is a page of its own, which holds what was typed: ask it again as an ordinary page. What was saved is not saved twice.
document.addEventListener('htmx:responseError', event => {
  const { verb, path, triggeringEvent } = event.detail.requestConfig;
  const form = event.detail.elt.closest('form'), button = triggeringEvent?.submitter;
  if (verb === 'get' || !form) { location.href = path; return; }
  if (button?.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
  form.submit();
});
// No connection: the page stays as it is, with what was typed, and says so.
document.addEventListener('htmx:sendError', event => {
  const form = event.detail.elt.closest('form');
  if (!form || form.querySelector('[data-away]')) return;
  const notice = Object.assign(document.createElement('div'), { className: 'ib-notice ib-notice--late', textContent: document.body.dataset.away });
  notice.dataset.away = '';
  notice.setAttribute('role', 'alert');
  const button = event.detail.requestConfig.triggeringEvent?.submitter;
  if (button) button.parentElement.after(notice); else form.prepend(notice);
});
// Copy what stands in an element, or print the page: buttons that show themselves only where they work.
document.querySelectorAll('[data-copy]').forEach(button => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const from = document.getElementById(button.dataset.copy);
    const parts = [...from.querySelectorAll('li')].map(li => li.textContent.trim());
    await navigator.clipboard.writeText(parts.length ? parts.join('\n') : from.textContent.trim());
    const label = button.querySelector('.nl-button__label'), was = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = was; }, 2000);
  });
});
document.querySelectorAll('button[data-print]').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', () => print());
});
// A link to the page as it should be on paper: prints this page, or goes there and prints it.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-print]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.href.split('#')[0] === location.href.split('#')[0]) print();
  else location.href = link.href.split('#')[0] + '#print';
});
if (location.hash === '#print') {
  history.replaceState(null, '', location.pathname + location.search);
  addEventListener('load', () => print());
}
