// The tablet at the door. It works without this file: names are buttons, a code can be typed, and the page goes back by itself.
(() => {
  const body = document.body, to = body.dataset.idleTo, wait = +body.dataset.idle * 1000;
  let timer;
  const rest = () => { clearTimeout(timer); timer = setTimeout(() => { location.href = to || '/kiosk'; }, wait); };
  ['pointerdown', 'keydown', 'scroll'].forEach(touch => addEventListener(touch, rest, { passive: true }));
  if (location.pathname === '/kiosk') rest();
  const field = document.querySelector('[data-code] input[name=code]');
  // A scanner types as a keyboard does, wherever the page stands, and ends with Enter.
  let typed = '';
  addEventListener('keydown', event => {
    if (!field || document.activeElement === field || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && typed.length >= 4) { event.preventDefault(); go(typed); typed = ''; }
    else if (event.key.length === 1) { typed = (typed + event.key).slice(-200); setTimeout(() => { typed = ''; }, 2000); }
  });
  const go = value => { if (!field.form.dataset.sent) { field.form.dataset.sent = '1'; field.value = value; field.form.submit(); } };
  document.addEventListener('submit', event => { if (event.target.dataset.sent) event.preventDefault(); event.target.dataset.sent = '1'; });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
  // The code of a planner can come with the address, behind the sign that no server sees.
  const pair = document.querySelector('[data-from-hash]');
  const fill = () => { if (pair && location.hash.length > 1) { pair.value = decodeURIComponent(location.hash.slice(1)); history.replaceState(null, '', location.pathname); } };
  addEventListener('hashchange', fill);
  fill();
  // A camera, where the browser can read codes. Asked once; the tablet remembers that it may.
  const button = document.querySelector('[data-start-camera]'), video = document.querySelector('[data-camera]');
  if (!field || !video || !('BarcodeDetector' in window) || !navigator.mediaDevices?.getUserMedia) return;
  const start = async () => {
    try {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } });
      await video.play();
      localStorage.setItem('inbeeld-camera', '1');
      button.hidden = true;
      document.querySelector('[data-hold]').hidden = false;
      document.querySelector('[data-scan] svg').hidden = true;
      video.hidden = false;
      const look = async () => {
        const [code] = await detector.detect(video).catch(() => []);
        if (code?.rawValue) go(code.rawValue);
        else setTimeout(look, 250);
      };
      look();
    } catch { localStorage.removeItem('inbeeld-camera'); button.hidden = false; }
  };
  button.hidden = false;
  button.addEventListener('click', start);
  if (localStorage.getItem('inbeeld-camera')) start();
})();
