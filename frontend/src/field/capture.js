/** Placeholder of the first minutes: shows that the libraries bundle. */
import { createApp } from "vue";
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import * as tus from "tus-js-client";
console.log(createApp, OdkWebForm, webFormsPlugin, tus);
