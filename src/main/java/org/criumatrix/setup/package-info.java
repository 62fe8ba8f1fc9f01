/** What this machine needs for a run: looked for, named, installed where the user allows it. */
package org.criumatrix.setup;
