/** Where the time of a run goes, and its processors' time. */
package org.criumatrix.account;
