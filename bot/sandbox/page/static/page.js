// The browser's side of the sandbox page. Markup comes from the server; a click on [data-act] goes back to it.
"use strict";

const sandbox = (() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const HAND_MS = 1000; // a scroll that comes later than that after a hand was none of its
  const MOVES = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " "]);
  const NEAR = 80; // pixels from the end within which the newest message is followed
  const MOST_TOASTS = 2;
  let stick = true;
  let handled = -Infinity;  // when a hand last moved the log
  let height = 0;
  let reply = null;
  let textarea = null;
  let focused = null;

  // --- to the server -------------------------------------------------------------------------------------------
  function send(fields) {
    if (window.did_handshake) emitEvent("act", fields);
    else setTimeout(() => send(fields), 50);
  }

  function say(text) {
    stick = true;
    send({ act: "say", text, reply_to: reply ? reply.message : "" });
    setReply(null);
  }

  const base64 = (file) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf("base64,") + 7));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(file);
    });

  async function sendFile(file, form) {
    const picture = /^image\/(jpeg|png|webp|gif)$/.test(file.type);
    const body = { as: Number(form.dataset.as), chat: Number(form.dataset.chat) };
    if (reply) body.reply_to = Number(reply.message);
    try {
      if (file.size > 20 * 1024 * 1024) throw new RangeError("too large");
      body[picture ? "photo" : "document"] = await base64(file);
      if (!picture) Object.assign(body, { name: file.name, mime: file.type || "application/octet-stream" });
      const answer = await fetch("/sandbox/say", { method: "POST", body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(String(answer.status));
      stick = true;
    } catch (error) {
      toast(error instanceof RangeError ? "文件超过 20 MB，发不了。" : "没有发出去，请再试一次。");
    }
  }

  async function sendFiles(files) {
    const form = $(".composer");
    for (const file of files) await sendFile(file, form);
    setReply(null);
  }

  // --- writing -------------------------------------------------------------------------------------------------
  const draftKey = () => `draft ${$(".composer").dataset.as} ${$(".composer").dataset.chat}`;

  function grow() {
    textarea.style.height = "auto";
    textarea.style.height = `${Math.min(textarea.scrollHeight, 160)}px`;
    sessionStorage.setItem(draftKey(), textarea.value);
    $(".composer").classList.toggle("filled", textarea.value.trim() !== "");
  }

  function write(text, caret) {
    textarea.value = text;
    grow();
    textarea.focus();
    textarea.setSelectionRange(caret ?? text.length, caret ?? text.length);
  }

  function submit() {
    const text = textarea.value;
    if (!text.trim()) return;
    write("");
    say(text);
  }

  function setReply(wanted) {
    reply = wanted;
    const box = $(".replying");
    if (!box) return;
    box.hidden = !wanted;
    box.replaceChildren();
    if (!wanted) return;
    const words = document.createElement("span");
    words.textContent = `回复 ${wanted.name}：${wanted.quote}`;
    const close = document.createElement("button");
    Object.assign(close, { type: "button", textContent: "×", onclick: () => setReply(null) });
    close.setAttribute("aria-label", "不回复了");
    box.append(words, close);
    textarea.focus();
  }

  // --- what only the browser does --------------------------------------------------------------------------------
  function showCommands(wanted) {
    const list = $(".commands");
    if (list) list.hidden = !wanted;
    $(".slash")?.setAttribute("aria-expanded", String(wanted));
  }

  function jump(id) {
    const there = $(`article[data-message="${id}"]`);
    if (!there) return toast("那条消息在更早的记录里。");
    there.scrollIntoView({ block: "center" });
    there.classList.remove("flash");
    requestAnimationFrame(() => there.classList.add("flash"));
  }

  function picture(source) {
    $("#dialog-picture img").src = source;
    dialog("picture");
  }

  const local = {
    people: () => document.body.classList.toggle("choosing"),
    attach: () => $(".picker").click(),
    commands: () => showCommands($(".commands").hidden),
    insert: (data) => {
      const at = textarea.selectionStart;
      write(textarea.value.slice(0, at) + data.text + textarea.value.slice(textarea.selectionEnd), at + data.text.length);
    },
    reply: (data) => setReply(data),
    jump: (data) => jump(data.message),
    picture: (data) => picture(data.src),
    dialog: (data) => dialog(data.dialog),
    close: (data, button) => button.closest("dialog").close(),
    newest: () => toEnd(true),
    say: (data) => {
      showCommands(false);
      say(data.text);
    },
    clock: (data) => send({ act: "clock", move: data.move, to: $("input[name=moment]").value }),
    open: (data) => {
      document.body.classList.remove("choosing");
      send({ act: "open", as: data.as, chat: data.chat ?? "" });
    },
  };

  // --- events ----------------------------------------------------------------------------------------------------
  const telegramLink = (href) => href.startsWith("tg://") || /^https?:\/\/t\.me\/wennuan_bot(\?|\/|$)/.test(href);

  // At the click, not at the toggle event: that one is also sent for the state in which the page arrives.
  function rememberFolded(summary) {
    const details = summary?.closest("details[data-keep]");
    if (details) localStorage.setItem(`folded ${details.dataset.keep}`, details.open ? "yes" : "no");
  }

  function clicked(event) {
    rememberFolded(event.target.closest("summary"));
    const link = event.target.closest("a[href]");
    if (link && !link.dataset.act && telegramLink(link.getAttribute("href"))) {
      event.preventDefault();
      follow(link.getAttribute("href"));
      return;
    }
    const button = event.target.closest("[data-act]");
    if (event.target.matches("dialog")) event.target.close();
    if (!event.target.closest(".commands, .slash")) showCommands(false);
    if (!event.target.closest(".people, .switch")) document.body.classList.remove("choosing");
    if (!button || button.disabled || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link) event.preventDefault();
    const act = local[button.dataset.act];
    if (act) act(button.dataset, button);
    else if (button.getAttribute("aria-busy") !== "true") send({ ...button.dataset });
  }

  function pressed(event) {
    if (event.key === "Escape") {
      document.body.classList.remove("choosing");
      showCommands(false);
      setReply(null);
    }
    const composing = event.isComposing || event.keyCode === 229; // Enter that only picks a Chinese word
    if (event.target === textarea && event.key === "Enter" && !event.shiftKey && !composing) {
      event.preventDefault();
      submit();
    }
  }

  function typed(event) {
    if (event.target !== textarea) return;
    grow();
    if (textarea.value === "/") showCommands(true);
    else showCommands(false);
  }

  function pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (event.target !== textarea || !files.length) return;
    event.preventDefault();
    sendFiles(files);
  }

  function dropped(event) {
    if (!event.target.closest?.(".chat") || !$(".composer")) return;
    event.preventDefault();
    if (event.type === "drop") sendFiles([...event.dataTransfer.files]);
  }

  function toEnd(smoothly) {
    const scroller = $(".scroller");
    scroller?.scrollTo({ top: scroller.scrollHeight, behavior: smoothly ? "smooth" : "instant" });
  }

  // What grows (a photo that loads), or is drawn anew, must not look like a reader who scrolls up.
  function scrolled() {
    const scroller = $(".scroller");
    const grown = scroller.scrollHeight !== height;
    height = scroller.scrollHeight;
    if (stick && (grown || performance.now() - handled > HAND_MS)) return toEnd(false);
    stick = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    $(".newest").hidden = stick;
  }

  // After the server has changed the page: the things that live in the browser only are put back.
  function settled() {
    if (!$(".scroller")) return;
    const found = $(".composer textarea");
    if (found !== textarea) {
      textarea = found;
      reply = null;
      if (textarea) {
        textarea.value = sessionStorage.getItem(draftKey()) ?? "";
        grow();
        if (matchMedia("(hover: hover)").matches) textarea.focus({ preventScroll: true });
      }
    }
    if (textarea) {
      textarea.dataset.placeholder ??= textarea.placeholder;
      textarea.placeholder = $(".reply-keys")?.dataset.placeholder || textarea.dataset.placeholder;
    }
    if (focused && document.activeElement === document.body) {
      $(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    if (stick) toEnd(false);
    tick();
  }

  function tick() {
    const chip = $(".chip");
    if (!chip) return;
    const now = new Date(Date.now() + Number(chip.dataset.offset) * 1000);
    const parts = new Intl.DateTimeFormat("zh-CN", {
      timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", weekday: "narrow",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).formatToParts(now);
    const part = (type) => parts.find((one) => one.type === type).value;
    const words = `${part("month")}月${part("day")}日 周${part("weekday")} ${part("hour")}:${part("minute")}`;
    const shown = $(".now", chip);
    if (shown.textContent !== words) shown.textContent = words;
  }

  function keepFolded() {
    const details = $("details[data-keep]");
    if (details && !details.dataset.kept) {
      details.dataset.kept = "yes";
      details.open = localStorage.getItem(`folded ${details.dataset.keep}`) !== "yes";
    }
  }

  function start() {
    let waiting = false;
    const observer = new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        keepFolded();
        settled();
      });
    });
    const root = document.getElementById("app");
    observer.observe(root, { childList: true, subtree: true });
    document.addEventListener("click", clicked);
    document.addEventListener("keydown", pressed);
    document.addEventListener("input", typed);
    document.addEventListener("paste", pasted);
    document.addEventListener("dragover", dropped);
    document.addEventListener("drop", dropped);
    document.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    document.addEventListener("change", (event) => {
      if (!event.target.matches(".picker")) return;
      sendFiles([...event.target.files]);
      event.target.value = "";
    });
    document.addEventListener("focusin", (event) => (focused = event.target.dataset?.key ?? null));
    const byHand = () => { handled = performance.now(); };
    for (const kind of ["wheel", "touchmove"]) document.addEventListener(kind, byHand, { capture: true, passive: true });
    document.addEventListener("pointerdown", (event) => event.target.matches?.(".scroller") && byHand(), true);
    document.addEventListener("keydown", (event) => MOVES.has(event.key) && event.target !== textarea && byHand(), true);
    document.addEventListener("scroll", (event) => event.target.matches?.(".scroller") && scrolled(), true);
    document.addEventListener("load", (event) => event.target.matches?.("img") && stick && toEnd(false), true);
    addEventListener("resize", () => stick && toEnd(false));
    addEventListener("popstate", () => {
      const query = new URLSearchParams(location.search);
      send({ act: "open", as: query.get("as") ?? "", chat: query.get("chat") ?? "", push: "no" });
    });
    setInterval(tick, 1000);
  }

  // --- called by the server ----------------------------------------------------------------------------------------
  function toast(text) {
    const shown = document.createElement("div");
    shown.className = "toast";
    shown.textContent = text;
    const toasts = $(".toasts");
    toasts.append(shown);
    if (toasts.childElementCount > MOST_TOASTS) toasts.firstElementChild.remove();
    setTimeout(() => shown.remove(), 4500);
  }

  function alert(text) {
    $("#dialog-alert .words").textContent = text;
    dialog("alert");
  }

  // The moment to choose starts from the bot's present one, in its own zone.
  function presetMoment() {
    const now = Date.now() + Number($(".chip").dataset.offset) * 1000 + 8 * 3600 * 1000;
    $("input[name=moment]").value = new Date(now).toISOString().slice(0, 16);
  }

  function dialog(name) {
    const shown = document.getElementById(`dialog-${name}`);
    if (name === "clock") presetMoment();
    if (!shown.open) shown.showModal();
  }

  function follow(href) {
    if (telegramLink(href)) send({ act: "link", href });
    else if (/^https?:/.test(href)) open(href, "_blank", "noopener");
  }

  function copy(text) {
    navigator.clipboard?.writeText(text).then(() => toast("已复制"), () => toast(`请自行复制：${text}`));
  }

  function fill(text) {
    requestAnimationFrame(() => setTimeout(() => textarea && write(text), 60));
  }

  function moved(text) {
    document.getElementById("dialog-clock").close();
    toast(text);
  }

  function go(address) {
    history.pushState({}, "", address);
    stick = true;
  }

  function ready(address) {
    history.replaceState({}, "", address);
    document.body.dataset.ready = "yes";
    keepFolded();
    settled();
  }

  start();
  return { toast, alert, dialog, follow, copy, fill, moved, go, ready };
})();
