/** Real applications as data, and the root file systems of distributions that they run in. */
package org.criumatrix.application;
