/** Pictures of beatmaps for human eyes. */
package io.beatweaver.render;
