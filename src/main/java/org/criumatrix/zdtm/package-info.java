/** CRIU's own tests: which a source tree has, how they are built, and what zdtm.py reports. */
package org.criumatrix.zdtm;
