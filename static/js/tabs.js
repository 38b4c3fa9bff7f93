// On a narrow screen the tabs pass sideways: the present one is brought into sight, the page stays where it is.

const row = document.querySelector(".plan-tabs");
const tab = row?.querySelector("[aria-current]");
if (tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
