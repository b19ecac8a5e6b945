import { mount } from "svelte";
import App from "./app/App.svelte";
import { followSize } from "./app/media";
import "./styles/tokens.css";
import "./styles/base.css";

const target = document.getElementById("application");
if (!target) throw new Error("index.html holds #application");
followSize();
mount(App, { target });
