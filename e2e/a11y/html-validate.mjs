// What html-validate asks of every page: all that it recommends, but for what our pages mean to do.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Check boxes of one question share its name, as radio buttons do.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit", "reset"] }],
    // A mail is shown as it was sent, with the space that ends the line above a signature.
    "no-trailing-whitespace": "off",
    // What completes a text while one types is a list beside its field: a native select cannot be one.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // The key of a thing is part of an id and may begin with a digit, which HTML allows.
    "valid-id": ["error", { relaxed: true }],
  },
};
