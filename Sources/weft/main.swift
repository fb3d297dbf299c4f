// Only starts; all else is in Command.

import Command
import Foundation

exit(await Weft.runCommandLine().rawValue)
