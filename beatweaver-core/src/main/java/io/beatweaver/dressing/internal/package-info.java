/** The rules, a class a kind of object. */
package io.beatweaver.dressing.internal;
