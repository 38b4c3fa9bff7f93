// Makes elements of the page, with their properties and children.

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(text, act, className = "btn btn-sm btn-outline-secondary") {
  const made = element("button", { type: "button", className, textContent: text });
  made.addEventListener("click", act);
  return made;
}

// Gives an element attributes that are no properties, such as aria-label.
export function described(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
