// Ticks of somebody with a cloth. Without a connection they wait here, each with its id and the time of the tap, and go later; the server counts an id once.
// Without this file the forms work as forms.
(() => {
  const shelf = 'inbeeld-ticks', read = () => { try { return JSON.parse(localStorage.getItem(shelf)) ?? []; } catch { return []; } };
  const keep = ticks => localStorage.setItem(shelf, JSON.stringify(ticks));
  const away = document.querySelector('[data-tick-away]');
  const show = () => {
    const waiting = new Set(read().map(t => t.seat ?? t.point));
    if (away) away.hidden = waiting.size === 0;
    document.querySelectorAll('form[data-tick]').forEach(form => {
      const of = form.elements.seat?.value ?? form.elements.point?.value, row = form.closest('[data-tick-row]');
      if (waiting.has(of) && row) {
        form.hidden = true;
        if (form.dataset.tickKept) row.querySelector('[data-tick-said]').textContent = form.dataset.tickKept;
      }
    });
  };
  let sending = false;
  // In the order of the taps. What the server refuses for good is not asked again; a page that stood open too long is opened anew, and goes on.
  const send = async () => {
    if (sending) return;
    sending = true;
    let sent = 0;
    try {
      for (let tick; (tick = read()[0]);) {
        const token = document.querySelector('form[data-tick] input[name=__RequestVerificationToken], input[name=__RequestVerificationToken]')?.value;
        const body = new URLSearchParams({ tick: tick.tick, at: tick.at, __RequestVerificationToken: token ?? '' });
        body.set(tick.seat ? 'seat' : 'point', tick.seat ?? tick.point);
        const answer = await fetch('/cleaning?handler=Tick', { method: 'POST', body, headers: { 'X-Tick': '1' }, redirect: 'manual' });
        if (answer.type === 'opaqueredirect' || answer.status === 409 || answer.status >= 500) break;
        keep(read().filter(t => t.tick !== tick.tick));
        sent++;
      }
    } catch { /* Still no connection: they wait. */ }
    sending = false;
    show();
    if (sent > 0 && read().length === 0) location.reload();
  };
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.matches?.('form[data-tick]') || !window.localStorage) return;
    event.preventDefault();
    const field = name => form.elements[name]?.value;
    if (!read().some(t => t.tick === field('tick'))) keep([...read(), { tick: field('tick'), seat: field('seat'), point: field('point'), at: new Date().toISOString() }]);
    show();
    send();
  }, true);
  addEventListener('online', send);
  setInterval(() => { if (read().length) send(); }, 30000);
  show();
  if (read().length) send();
})();
