"""Reports as papers: which occasions they have, how they are drafted, on which plans they report."""
